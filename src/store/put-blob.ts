import type { ByteSource } from "../contract/bytes.ts";
import type { BlobStore } from "./blob-store.ts";
import { readBack } from "./read-back.ts";

const PIECE_BYTES = 4 * 1024 * 1024;

/** Writes bytes into the store under a name, unless they are there, and gives them as kept. @throws Refusal `quota`, `storage` */
export async function putBlob(store: BlobStore, key: string, bytes: ByteSource): Promise<Blob> {
  const there = await store.find(key, bytes.size);
  if (there !== undefined) return there;
  const writer = await store.append(key);
  try {
    writer.restart();
    for (let start = 0; start < bytes.size; start += PIECE_BYTES) {
      const piece = bytes.slice(start, Math.min(start + PIECE_BYTES, bytes.size));
      writer.write(new Uint8Array(await piece.arrayBuffer()));
    }
  } finally {
    await writer.close();
  }
  return readBack(store, key, bytes.size);
}
