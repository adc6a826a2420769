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
