import { expect, it } from "vitest";
import { saying } from "../contract/testing/refused.ts";
import type { BlobStore } from "./blob-store.ts";
import { sha256Of } from "./digest.ts";
import type { Listing } from "./listing.ts";
import { createMemoryStore } from "./memory-store.ts";
import { openModel } from "./open-model.ts";
import { outOfQuota, storageFailure } from "./storage-failure.ts";
import { nodeWorld } from "./testing/node-world.ts";

const PATH = "model.onnx";
const WEIGHTS = "weights";
const listing: Listing = {
  source: { kind: "hub", repo: "owner/name" },
  name: "owner/name",
  origin: "hub.test",
  commit: "0".repeat(40),
  files: [
    {
      path: PATH,
      size: WEIGHTS.length,
      digest: { kind: "sha256", hex: await sha256Of(new Blob([WEIGHTS])) },
      from: { url: "https://hub.test/model.onnx" },
    },
  ],
};

function openIn(store: BlobStore) {
  const world = nodeWorld("https://hub.test", { fetch: async () => new Response(WEIGHTS) });
  const places = { world, memory: createMemoryStore(), lasting: async () => ({ store }) };
  return openModel(places, listing, [PATH], { signal: new AbortController().signal });
}

const full = () => Promise.reject(outOfQuota());
const stuck = () => Promise.reject(storageFailure(new Error("The file is open.")));

it("a model that did not fit is used and closed, also where that cannot be written down", async () => {
  const store = { ...createMemoryStore(), where: "cache" as const, append: full };
  const opened = await openIn({ ...store, removeNote: stuck });
  expect(await opened.files.text(PATH)).toBe(WEIGHTS);
  expect(opened.kept).toMatchObject({ where: "memory", notice: saying("no more storage") });
  await opened.close();
  await opened.discard();
});

it("of a model that did not fit nothing is written down as kept", async () => {
  const store = { ...createMemoryStore(), where: "cache" as const, append: full };
  const opened = await openIn(store);
  await opened.files.text(PATH);
  expect(await store.noteNames()).toHaveLength(2);
  await opened.close();
  expect(await store.noteNames()).toEqual([]);
});
