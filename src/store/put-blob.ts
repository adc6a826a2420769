import type { ByteSource } from "../contract/bytes.ts";
import type { BlobStore } from "./blob-store.ts";

const PIECE_BYTES = 4 * 1024 * 1024;

/** Writes bytes into the store under a name, unless they are there. @throws Refusal `quota`, `storage` */
export async function putBlob(store: BlobStore, key: string, bytes: ByteSource): Promise<void> {
  if ((await store.find(key, bytes.size)) !== undefined) return;
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
}
