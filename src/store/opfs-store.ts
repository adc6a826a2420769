import { OPFS_FOLDERS } from "../contract/on-device.ts";
import type { BlobStore } from "./blob-store.ts";
import { closeAfter } from "./close-after.ts";
import { type StoreDirectory, openWriter, readFile, readText, removeFile, namesIn } from "./opfs-files.ts";

/**
 * Keeps blobs in the origin private file system, written in place by synchronous handles: what is written survives the
 * end of the browser, so that a download goes on where it was.
 * @throws DOMException where this browser or frame has no such storage
 */
export async function openOpfsStore(root: () => Promise<StoreDirectory>): Promise<BlobStore> {
  if (!("createSyncAccessHandle" in FileSystemFileHandle.prototype)) throw new Error("no synchronous file handles");
  const folder = await (await root()).getDirectoryHandle(OPFS_FOLDERS.models, { create: true });
  const blobs = await folder.getDirectoryHandle(OPFS_FOLDERS.blobs, { create: true });
  const notes = await folder.getDirectoryHandle(OPFS_FOLDERS.notes, { create: true });
  return {
    where: "opfs",
    async find(key, size) {
      const file = await readFile(blobs, key);
      return file?.size === size ? file : undefined;
    },
    sizeOf: async (key) => (await readFile(blobs, key))?.size ?? 0,
    append: (key) => openWriter(blobs, key),
    remove: (key) => removeFile(blobs, key),
    keys: () => namesIn(blobs),
    readNote: (name) => readText(notes, name),
    async writeNote(name, text) {
      const writer = await openWriter(notes, name);
      await closeAfter(writer, () => {
        writer.restart();
        writer.write(new TextEncoder().encode(text));
      });
    },
    removeNote: (name) => removeFile(notes, name),
    noteNames: () => namesIn(notes),
  };
}
