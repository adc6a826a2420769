import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { saying } from "../contract/testing/refused.ts";
import { type FakeHub, startFakeHub } from "../testing/fake-hub.ts";
import type { BlobStore } from "./blob-store.ts";
import { lookUp } from "./look-up.ts";
import { createMemoryStore } from "./memory-store.ts";
import { openFiles } from "./open-files.ts";
import { putBlob } from "./put-blob.ts";
import { nodeWorld } from "./testing/node-world.ts";

/** As Chromium and WebKit give a file of theirs that is gone meanwhile. */
class UnreadableBlob extends Blob {
  override arrayBuffer(): Promise<ArrayBuffer> {
    return Promise.reject(new DOMException("The object can not be found here.", "NotFoundError"));
  }
}

const PLACES: readonly [string, Pick<BlobStore, "find">, string][] = [
  ["lost", { find: async () => undefined }, "what was written is not there"],
  ["cannot read", { find: async (_, size) => new UnreadableBlob([new Uint8Array(size)]) }, "can not be found here"],
];

describe.each(PLACES)("a storage that took bytes which it %s", (_name, change, said) => {
  let hub: FakeHub;
  beforeEach(async () => {
    hub = await startFakeHub({ "owner/name": { files: { "config.json": "{}", "model.onnx": "weights" } } });
  });
  afterEach(() => hub.close());

  it("F11: costs no model: it is held in memory, nobody is accused of wrong bytes, and the reason is told", async () => {
    const world = nodeWorld(hub.url);
    const listing = await lookUp({ kind: "hub", repo: "owner/name" }, world);
    let demotions = 0;
    const places = {
      lasting: { ...createMemoryStore(), where: "cache" as const, ...change },
      memory: createMemoryStore(),
      onFull: () => void demotions++,
    };
    const signal = new AbortController().signal;
    const opened = openFiles(listing, ["config.json", "model.onnx"], places, world, { signal });
    expect([await opened.files.text("config.json"), await opened.files.text("model.onnx")]).toEqual(["{}", "weights"]);
    expect(opened.kept).toMatchObject({ where: "memory", notice: saying(said) });
    expect(demotions).toBe(1);
  });
});

it("bytes that a storage loses are not said to be kept", async () => {
  const digest = { kind: "sha256" as const, hex: "00" };
  const forgetful = { ...createMemoryStore(), find: async () => undefined };
  await expect(putBlob(forgetful, digest, new Blob(["weights"]), undefined)).rejects.toMatchObject({
    failure: { code: "storage" },
  });
});
