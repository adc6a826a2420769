import { describe, expect, it } from "vitest";
import type { BlobStore, BlobWriter } from "./blob-store.ts";
import { bringFile } from "./bring-file.ts";
import { sha256Of } from "./digest.ts";
import { createMemoryStore } from "./memory-store.ts";
import { outOfQuota, storageFailure } from "./storage-failure.ts";
import { nodeWorld } from "./testing/node-world.ts";

const WEIGHTS = "weights";
const hex = await sha256Of(new Blob([WEIGHTS]));
const file = {
  path: "model.onnx",
  size: WEIGHTS.length,
  digest: { kind: "sha256" as const, hex },
  from: { url: "https://hub.test/model.onnx" },
};

/** Brings the file into a store of which this is changed, from a host that answers so. */
function bring(store: BlobStore, answer: string) {
  const world = nodeWorld("https://hub.test", { fetch: async () => new Response(answer) });
  return bringFile(store, file, { world, signal: new AbortController().signal, onBytes: () => undefined });
}

const stuck = () => Promise.reject(storageFailure(new Error("The file is open.")));

/** A writer that finds no room for a byte, and so no end. */
const fullWriter: BlobWriter = {
  size: 0,
  write() {
    throw outOfQuota();
  },
  restart: () => undefined,
  close: stuck,
};

describe("bringFile", () => {
  it("gives the bytes that were vouched for, and fetches them once", async () => {
    const store = createMemoryStore();
    expect(await (await bring(store, WEIGHTS)).text()).toBe(WEIGHTS);
    expect(await (await bring(store, "another")).text()).toBe(WEIGHTS);
  });

  it("tells why a download failed, and not that what came of it could neither be kept nor removed", async () => {
    const store = { ...createMemoryStore(), append: async () => fullWriter, remove: stuck };
    await expect(bring(store, WEIGHTS)).rejects.toMatchObject({ failure: { code: "quota", detail: "full" } });
  });

  it("tells of wrong bytes also where they cannot be removed", async () => {
    const store = { ...createMemoryStore(), remove: stuck };
    await expect(bring(store, "weighty")).rejects.toMatchObject({ failure: { code: "integrity" } });
  });

  it("removes what is wrong, so that the next try begins anew", async () => {
    const store = createMemoryStore();
    await expect(bring(store, "weighty")).rejects.toMatchObject({ failure: { code: "integrity" } });
    expect(await store.keys()).toEqual([]);
    expect(await (await bring(store, WEIGHTS)).text()).toBe(WEIGHTS);
  });
});
