import type { StoreDirectory } from "../opfs-files.ts";

/** A file of the origin, as all tabs see it. */
interface Entry {
  bytes: Uint8Array<ArrayBuffer>;
  /** Grows with each change: a `File` of before cannot be read any more. */
  version: number;
  openedBy: number | undefined;
}

/** A folder of the origin private file system. */
export interface FakeFolder {
  readonly folders: Map<string, FakeFolder>;
  readonly files: Map<string, Entry>;
}

export function createFolder(): FakeFolder {
  return { folders: new Map(), files: new Map() };
}

/** All files under a folder by their names. */
export function filesUnder(folder: FakeFolder): ReadonlyMap<string, Entry> {
  return new Map([...folder.files, ...[...folder.folders.values()].flatMap((inner) => [...filesUnder(inner)])]);
}

/** A tab's view of a folder, with what Chromium does to handles and files that others change. @param turn of this tab */
export function viewFolder(folder: FakeFolder, tab: number, turn: () => Promise<void>): StoreDirectory {
  return {
    async getDirectoryHandle(name) {
      const inner = folder.folders.get(name) ?? createFolder();
      folder.folders.set(name, inner);
      return viewFolder(inner, tab, turn);
    },
    async getFileHandle(name, options) {
      await turn();
      if (!folder.files.has(name)) {
        if (!options?.create) throw new DOMException(`no ${name}`, "NotFoundError");
        folder.files.set(name, { bytes: new Uint8Array(0), version: 0, openedBy: undefined });
      }
      return viewFile(folder, name, tab, turn);
    },
    async removeEntry(name) {
      await turn();
      const entry = existing(folder, name);
      if (entry.openedBy !== undefined) throw new DOMException(`${name} is open`, "NoModificationAllowedError");
      folder.files.delete(name);
      entry.version++;
    },
    async *keys() {
      await turn();
      for (const name of [...folder.files.keys()]) {
        await turn();
        if (folder.files.has(name)) yield name;
      }
    },
  };
}

function existing(folder: FakeFolder, name: string): Entry {
  const entry = folder.files.get(name);
  if (entry === undefined) throw new DOMException(`no ${name}`, "NotFoundError");
  return entry;
}

function viewFile(folder: FakeFolder, name: string, tab: number, turn: () => Promise<void>) {
  return {
    async getFile() {
      await turn();
      const entry = existing(folder, name);
      const { version } = entry;
      return new SnapshotFile(entry.bytes, name, async () => {
        await turn();
        if (entry.version !== version) throw new DOMException(`${name} has changed`, "NotReadableError");
      });
    },
    async createSyncAccessHandle() {
      await turn();
      const entry = existing(folder, name);
      if (entry.openedBy !== undefined) throw new DOMException(`${name} is open`, "NoModificationAllowedError");
      entry.openedBy = tab;
      return openEntry(entry);
    },
  };
}

function openEntry(entry: Entry) {
  const change = (bytes: Uint8Array<ArrayBuffer>) => {
    entry.bytes = bytes;
    entry.version++;
  };
  return {
    getSize: () => entry.bytes.length,
    write(chunk: Uint8Array<ArrayBuffer>, { at }: { readonly at: number }) {
      const bytes = new Uint8Array(Math.max(entry.bytes.length, at + chunk.length));
      bytes.set(entry.bytes);
      bytes.set(chunk, at);
      change(bytes);
      return chunk.length;
    },
    truncate: (size: number) => change(entry.bytes.slice(0, size)),
    flush: () => undefined,
    close: () => {
      entry.openedBy = undefined;
    },
  };
}

/** What a file was when it was taken; it cannot be read once the file has changed. */
class SnapshotFile extends File {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly #check: () => Promise<void>;

  constructor(bytes: Uint8Array<ArrayBuffer>, name: string, check: () => Promise<void>) {
    super([bytes], name);
    this.#bytes = bytes;
    this.#check = check;
  }

  override slice(start = 0, end = this.size): Blob {
    return new SnapshotFile(this.#bytes.slice(start, end), this.name, this.#check);
  }

  override async arrayBuffer(): Promise<ArrayBuffer> {
    await this.#check();
    return this.#bytes.slice().buffer;
  }

  override async text(): Promise<string> {
    await this.#check();
    return new TextDecoder().decode(this.#bytes);
  }

  override stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    return new ReadableStream({
      pull: async (controller) => {
        await this.#check();
        if (this.size > 0) controller.enqueue(this.#bytes.slice());
        controller.close();
      },
    });
  }
}
