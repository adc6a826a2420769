import type { BlobStore } from "./blob-store.ts";
import { lostFailure } from "./storage-failure.ts";

/**
 * What was just written, as the store gives it. Some browsers drop what they took without an error, such as WebKit in a
 * private window while the page before this one still ends.
 * @throws Refusal `storage` where not all of it is there
 */
export async function readBack(store: BlobStore, key: string, size: number): Promise<Blob> {
  const blob = await store.find(key, size);
  if (blob === undefined) throw lostFailure();
  return blob;
}
