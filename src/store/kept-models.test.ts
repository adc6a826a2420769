import { expect, it } from "vitest";
import { digestKey, sha256Of } from "./digest.ts";
import { createKeptModels } from "./kept-models.ts";
import { createMemoryStore } from "./memory-store.ts";
import { putBlob } from "./put-blob.ts";
import { recordId, writeRecord } from "./record.ts";
import { nodeWorld } from "./testing/node-world.ts";

const world = nodeWorld("https://hub.test");
const source = { kind: "hub", repo: "owner/name" } as const;
const id = recordId(source, world);
const bytes = new Blob(["weights"]);
const digest = { kind: "sha256" as const, hex: await sha256Of(bytes) };
const file = { path: "model.onnx", size: bytes.size, digest, url: "https://hub.test/model.onnx" };

/** A store with the record of a model of one file, which is not there. */
async function start() {
  const store = createMemoryStore();
  const kept = { files: [file], kept: [file.path], lastUsed: 0 };
  await writeRecord(store, id, { version: 1, source, name: "owner/name", origin: "hub.test", ...kept });
  const models = (changed = store) =>
    createKeptModels({ world, memory: createMemoryStore(), lasting: async () => ({ store: changed }) });
  return { store, models };
}

it("a file that is not there is damaged", async () => {
  expect(await (await start()).models().verify(id)).toEqual({ damaged: [file.path] });
});

it("a file that another tab has brought while it was verified is not damaged, and stays", async () => {
  const { store, models } = await start();
  let isFirst = true;
  const find: typeof store.find = async (...asked) => {
    if (!isFirst) return store.find(...asked);
    isFirst = false;
    await putBlob(store, digest, bytes, undefined);
    return undefined;
  };
  expect(await models({ ...store, find }).verify(id)).toEqual({ damaged: [] });
  expect(await (await store.find(digestKey(digest), bytes.size))?.text()).toBe("weights");
});
