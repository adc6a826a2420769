import type { BlobStore } from "./blob-store.ts";
import { digestKey } from "./digest.ts";
import { fetchChecked, readStart } from "./fetch-checked.ts";
import type { ListedFile } from "./listing.ts";

/**
 * The first `most` bytes of a file as text, without its digest being checked. A host that ignores the range is cut off.
 * @throws Refusal as {@link fetchChecked}
 */
export async function peekFile(
  { size, digest, from }: ListedFile,
  most: number,
  store: BlobStore,
  fetcher: typeof fetch,
): Promise<string> {
  if ("bytes" in from) return new TextDecoder().decode(await from.bytes.slice(0, most).arrayBuffer());
  const kept = digest === undefined ? undefined : await store.find(digestKey(digest), size);
  if (kept !== undefined) return new TextDecoder().decode(await kept.slice(0, most).arrayBuffer());
  const response = await fetchChecked(fetcher, from.url, { headers: { Range: `bytes=0-${most - 1}` } });
  return new TextDecoder().decode(await readStart(response, from.url, most));
}
