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

/** In a private window a write is a message to the browser: 17 MB take 110 ms in pieces of this size, 255 in those of the network. */
const GATHERED_BYTES = 256 * 1024;

export async function openWriter(folder: StoreDirectory, name: string): Promise<BlobWriter> {
  const handle = await openHandle(folder, name);
  let written = handle.getSize();
  const gathered = new Uint8Array(GATHERED_BYTES);
  let waiting = 0;

  const writeThrough = (bytes: Uint8Array<ArrayBuffer>) => {
    const count = attempt(() => handle.write(bytes, { at: written }));
    // At the quota Chromium throws nothing and answers with a negative error number as unsigned.
    if (count !== bytes.length) throw outOfQuota();
    written += count;
  };
  const writeGathered = () => {
    const bytes = gathered.subarray(0, waiting);
    waiting = 0;
    if (bytes.length > 0) writeThrough(bytes);
  };
  return {
    get size() {
      return written + waiting;
    },
    write(chunk) {
      if (waiting + chunk.length > GATHERED_BYTES) writeGathered();
      if (chunk.length > GATHERED_BYTES) return writeThrough(chunk);
      gathered.set(chunk, waiting);
      waiting += chunk.length;
    },
    restart() {
      attempt(() => handle.truncate(0));
      written = 0;
      waiting = 0;
    },
    async close() {
      try {
        writeGathered();
        attempt(() => handle.flush());
        if (handle.getSize() !== written) throw outOfQuota();
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
