import type { BlobWriter } from "./blob-store.ts";
import { outOfQuota, storageFailure } from "./storage-failure.ts";

/** The part of a `FileSystemSyncAccessHandle` that is used. */
interface SyncHandle {
  getSize(): number;
  write(chunk: Uint8Array<ArrayBuffer>, options: { readonly at: number }): number;
  truncate(size: number): void;
  flush(): void;
  close(): void;
}

/** The part of a `FileSystemFileHandle` that is used. */
interface StoreFile {
  getFile(): Promise<File>;
  createSyncAccessHandle(): Promise<SyncHandle>;
}

/** The part of a `FileSystemDirectoryHandle` that is used. */
export interface StoreDirectory {
  getDirectoryHandle(name: string, options: { readonly create: boolean }): Promise<StoreDirectory>;
  getFileHandle(name: string, options?: { readonly create: boolean }): Promise<StoreFile>;
  removeEntry(name: string): Promise<void>;
  keys(): AsyncIterable<string>;
}

/** A crashed tab's hold on a file is freed a moment after its process; on a busy machine the moment takes seconds. */
const LOCKED_TRIES = 160;
const LOCKED_WAIT_MS = 50;

/** Notes are written now and then, so one that changes so often while it is read cannot be read at all. */
const CHANGED_TRIES = 20;

export async function openWriter(folder: StoreDirectory, name: string): Promise<BlobWriter> {
  const handle = await openHandle(folder, name);
  let size = handle.getSize();
  return {
    get size() {
      return size;
    },
    write(chunk) {
      const written = attempt(() => handle.write(chunk, { at: size }));
      // At the quota Chromium throws nothing and answers with a negative error number as unsigned.
      if (written !== chunk.length) throw outOfQuota();
      size += written;
    },
    restart() {
      attempt(() => handle.truncate(0));
      size = 0;
    },
    async close() {
      try {
        attempt(() => handle.flush());
        if (handle.getSize() !== size) throw outOfQuota();
      } finally {
        handle.close();
      }
    },
  };
}

async function openHandle(folder: StoreDirectory, name: string): Promise<SyncHandle> {
  try {
    const file = await folder.getFileHandle(name, { create: true });
    for (let tries = 1; ; tries++) {
      try {
        return await file.createSyncAccessHandle();
      } catch (error) {
        if (!isNamed(error, "NoModificationAllowedError") || tries === LOCKED_TRIES) throw error;
        await new Promise((resolve) => setTimeout(resolve, LOCKED_WAIT_MS));
      }
    }
  } catch (error) {
    throw storageFailure(error);
  }
}

function attempt<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw storageFailure(error);
  }
}

export async function readFile(folder: StoreDirectory, name: string): Promise<File | undefined> {
  try {
    return await (await folder.getFileHandle(name)).getFile();
  } catch (error) {
    if (isNamed(error, "NotFoundError")) return undefined;
    throw storageFailure(error);
  }
}

/** A tab may write a note or remove it while another one reads: what was read of the file of before fails. */
export async function readText(folder: StoreDirectory, name: string): Promise<string | undefined> {
  for (let tries = 1; ; tries++) {
    const file = await readFile(folder, name);
    try {
      return await file?.text();
    } catch (error) {
      const isChanged = isNamed(error, "NotReadableError") || isNamed(error, "NotFoundError");
      if (!isChanged || tries === CHANGED_TRIES) throw storageFailure(error);
    }
  }
}

export async function removeFile(folder: StoreDirectory, name: string): Promise<void> {
  try {
    await folder.removeEntry(name);
  } catch (error) {
    if (!isNamed(error, "NotFoundError")) throw storageFailure(error);
  }
}

export async function namesIn(folder: StoreDirectory): Promise<string[]> {
  const names: string[] = [];
  for await (const name of folder.keys()) names.push(name);
  return names;
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof DOMException && error.name === name;
}
