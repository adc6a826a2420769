import type { BlobStore, BlobWriter } from "./blob-store.ts";

/** Keeps blobs while the page is open; where nothing else works, and for the parts of a download that cannot be kept. */
export function createMemoryStore(): BlobStore {
  const blobs = new Map<string, Blob>();
  const notes = new Map<string, string>();
  return {
    where: "memory",
    async find(key, size) {
      const blob = blobs.get(key);
      return blob?.size === size ? blob : undefined;
    },
    sizeOf: async (key) => blobs.get(key)?.size ?? 0,
    append: async (key) => memoryWriter(blobs.get(key), async (blob) => void blobs.set(key, blob)),
    remove: async (key) => void blobs.delete(key),
    keys: async () => [...blobs.keys()],
    readNote: async (name) => notes.get(name),
    writeNote: async (name, text) => void notes.set(name, text),
    removeNote: async (name) => void notes.delete(name),
    noteNames: async () => [...notes.keys()],
  };
}

/** A writer that holds what is written, and hands it over when it is closed. */
export function memoryWriter(begun: Blob | undefined, keep: (blob: Blob) => Promise<void>): BlobWriter {
  let parts: BlobPart[] = begun === undefined ? [] : [begun];
  let size = begun?.size ?? 0;
  return {
    get size() {
      return size;
    },
    write(chunk) {
      // The stream may use its buffer again.
      parts.push(chunk.slice());
      size += chunk.length;
    },
    restart() {
      parts = [];
      size = 0;
    },
    close: () => keep(new Blob(parts)),
  };
}
