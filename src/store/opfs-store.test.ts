import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { StoreDirectory } from "./opfs-files.ts";
import { openOpfsStore } from "./opfs-store.ts";
import { createFolder, viewFolder } from "./testing/fake-directory.ts";
import { FileHandleStub } from "./testing/fake-origin.ts";

beforeAll(() => vi.stubGlobal("FileSystemFileHandle", FileHandleStub));
afterAll(() => vi.unstubAllGlobals());

const now = async () => undefined;

/** A folder whose files take no byte, and cannot be written to the disk. */
function fullFolder(): StoreDirectory {
  const folder = viewFolder(createFolder(), 1, now);
  return {
    ...folder,
    getDirectoryHandle: async () => fullFolder(),
    async getFileHandle(name, options) {
      const file = await folder.getFileHandle(name, options);
      const flush = () => {
        throw new DOMException("The disk is gone.", "InvalidStateError");
      };
      return {
        getFile: () => file.getFile(),
        createSyncAccessHandle: async () => ({ ...(await file.createSyncAccessHandle()), write: () => 0, flush }),
      };
    },
  };
}

it("keeps blobs and notes, a blob from where it was begun", async () => {
  const folder = viewFolder(createFolder(), 1, now);
  const store = await openOpfsStore(async () => folder);
  for (const [piece, before] of [
    ["wei", 0],
    ["ghts", 3],
  ] as const) {
    const writer = await store.append("sha256-0");
    expect(writer.size).toBe(before);
    writer.write(new TextEncoder().encode(piece));
    await writer.close();
  }
  await store.writeNote("model-a", "{}");
  expect(await (await store.find("sha256-0", 7))?.text()).toBe("weights");
  expect(await store.find("sha256-0", 8)).toBeUndefined();
  expect([await store.keys(), await store.noteNames(), await store.readNote("model-a")]).toEqual([
    ["sha256-0"],
    ["model-a"],
    "{}",
  ]);
});

it("says that there is no room for a note, and not that its file could not be closed after that", async () => {
  const store = await openOpfsStore(async () => fullFolder());
  await expect(store.writeNote("model-a", "{}")).rejects.toMatchObject({ failure: { code: "quota", detail: "full" } });
});

/** The lengths of what is really written to the files under a folder, each at its place. */
function countWrites(folder: StoreDirectory, lengths: number[]): StoreDirectory {
  return {
    ...folder,
    getDirectoryHandle: async (name, options) => countWrites(await folder.getDirectoryHandle(name, options), lengths),
    async getFileHandle(name, options) {
      const file = await folder.getFileHandle(name, options);
      return {
        getFile: () => file.getFile(),
        async createSyncAccessHandle() {
          const handle = await file.createSyncAccessHandle();
          return {
            ...handle,
            write(chunk, at) {
              lengths.push(chunk.length);
              return handle.write(chunk, at);
            },
          };
        },
      };
    },
  };
}

it("gathers small pieces into few writes, in their order, and counts those that wait", async () => {
  const lengths: number[] = [];
  const store = await openOpfsStore(async () => countWrites(viewFolder(createFolder(), 1, now), lengths));
  lengths.length = 0;
  const pieces = [3, 65_536, 65_536, 65_536, 65_536, 300_000, 1].map((length, at) => new Uint8Array(length).fill(at));
  const writer = await store.append("sha256-0");
  let size = 0;
  for (const piece of pieces) {
    writer.write(piece);
    size += piece.length;
    expect(writer.size).toBe(size);
  }
  await writer.close();
  expect(lengths).toEqual([3 + 3 * 65_536, 65_536, 300_000, 1]);
  const kept = new Uint8Array((await (await store.find("sha256-0", size))?.arrayBuffer()) ?? new ArrayBuffer());
  expect(Buffer.concat(pieces).equals(kept)).toBe(true);
});

it("drops what waits when the writing is begun anew", async () => {
  const folder = viewFolder(createFolder(), 1, now);
  const store = await openOpfsStore(async () => folder);
  const writer = await store.append("sha256-0");
  writer.write(new TextEncoder().encode("wrong"));
  writer.restart();
  writer.write(new TextEncoder().encode("right"));
  await writer.close();
  expect(await (await store.find("sha256-0", 5))?.text()).toBe("right");
});
