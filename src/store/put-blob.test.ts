import { expect, it } from "vitest";
import { digestKey, sha256Of } from "./digest.ts";
import { createMemoryStore } from "./memory-store.ts";
import { putBlob } from "./put-blob.ts";
import { outOfQuota } from "./storage-failure.ts";

const bytes = new Blob(["weights"]);
const digest = { kind: "sha256" as const, hex: await sha256Of(bytes) };
const key = digestKey(digest);

it.each(["weighty", "weigh"])("what is there with other bytes, or in part, is replaced: %s", async (there) => {
  const store = createMemoryStore();
  const writer = await store.append(key);
  writer.write(new TextEncoder().encode(there));
  await writer.close();
  expect(await (await putBlob(store, digest, bytes, undefined)).text()).toBe("weights");
  expect(await (await store.find(key, bytes.size))?.text()).toBe("weights");
});

it("what is there whole is not written again", async () => {
  const store = createMemoryStore();
  await putBlob(store, digest, bytes, undefined);
  const append = () => Promise.reject(new Error("written again"));
  expect(await (await putBlob({ ...store, append }, digest, bytes, undefined)).text()).toBe("weights");
});

it("a part that found no room is removed", async () => {
  const store = createMemoryStore();
  const append = async () => {
    const writer = await store.append(key);
    return {
      ...writer,
      size: 0,
      write: (chunk: Uint8Array<ArrayBuffer>) => {
        writer.write(chunk.slice(0, 3));
        throw outOfQuota();
      },
    };
  };
  await expect(putBlob({ ...store, append }, digest, bytes, undefined)).rejects.toMatchObject({
    failure: { code: "quota" },
  });
  expect(await store.keys()).toEqual([]);
});

it("says why the bytes could not be written, and not that what was written could not be closed after that", async () => {
  const append = async () => ({
    size: 0,
    write() {
      throw outOfQuota();
    },
    restart: () => undefined,
    close: () => Promise.reject(new Error("closed already")),
  });
  await expect(putBlob({ ...createMemoryStore(), append }, digest, bytes, undefined)).rejects.toMatchObject({
    failure: { code: "quota" },
  });
});
