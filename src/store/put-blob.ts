import type { ByteSource } from "../contract/bytes.ts";
import type { BlobStore } from "./blob-store.ts";
import { closeAfter } from "./close-after.ts";
import { type Digest, digestKey, matches } from "./digest.ts";
import { readBack } from "./read-back.ts";
import { type Locks, neverAborted, withLock } from "./with-lock.ts";

const PIECE_BYTES = 4 * 1024 * 1024;

/**
 * Writes bytes into the store under the name that they hash to, unless they are there, and gives them as kept. One tab writes a
 * file at a time; what of it was there with other bytes, or in part, is replaced.
 * @throws Refusal `quota`, `storage`
 */
export async function putBlob(
  store: BlobStore,
  digest: Digest,
  bytes: ByteSource,
  locks: Locks | undefined,
  signal: AbortSignal = neverAborted(),
): Promise<Blob> {
  const key = digestKey(digest);
  return withLock(store.where === "memory" ? undefined : locks, key, signal, async () => {
    const there = await store.find(key, bytes.size);
    if (there !== undefined && (await isRight(there, digest))) return there;
    try {
      await write(store, key, bytes);
    } catch (error) {
      // A part is of no use, and takes room.
      await store.remove(key).catch(() => undefined);
      throw error;
    }
    return readBack(store, key, bytes.size);
  });
}

async function write(store: BlobStore, key: string, bytes: ByteSource): Promise<void> {
  const writer = await store.append(key);
  await closeAfter(writer, async () => {
    writer.restart();
    for (let start = 0; start < bytes.size; start += PIECE_BYTES) {
      const piece = bytes.slice(start, Math.min(start + PIECE_BYTES, bytes.size));
      writer.write(new Uint8Array(await piece.arrayBuffer()));
    }
  });
}

/** Whether the bytes are those that the digest names; those that cannot be read are not. */
export function isRight(bytes: ByteSource, digest: Digest): Promise<boolean> {
  // Where that fails the browser could not read what it kept.
  return matches(bytes, digest).catch(() => false);
}
