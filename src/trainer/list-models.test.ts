import { beforeAll, expect, it } from "vitest";
import type { StoredModel } from "../contract/model-library.ts";
import type { ModelSource } from "../contract/model-source.ts";
import { saying } from "../contract/testing/refused.ts";
import { createModelStore, type ModelStore } from "../store/model-store.ts";
import { nodeWorld } from "../store/testing/node-world.ts";
import { type FileMap, tinyPackage } from "../testing/tiny-package.ts";
import { listModels } from "./list-models.ts";
import { pickedPackage } from "./testing/node-trainer.ts";

let files: FileMap;
beforeAll(async () => {
  files = await tinyPackage(["q8"]);
});

const storedAs = (source: ModelSource, more: Partial<StoredModel> = {}): StoredModel => ({
  id: JSON.stringify(source.kind),
  name: "tiny",
  source,
  bytes: 1000,
  lastUsed: 1,
  complete: true,
  ...more,
});

/** A store that keeps these. */
function storeOf(stored: readonly StoredModel[]) {
  const store = createModelStore(nodeWorld("http://localhost/"));
  const asked: ModelSource[] = [];
  const world: { readonly store: ModelStore } = {
    store: {
      ...store,
      stored: async () => [...stored],
      lookUp: (source) => {
        asked.push(source);
        return store.lookUp(source.kind === "hub" ? pickedPackage("tiny", files) : source);
      },
    },
  };
  return { world, asked };
}

it("names what can be taught, and why the rest cannot; what is not whole is left out", async () => {
  const graphs = { "config.json": files["config.json"] ?? new Uint8Array(), "onnx/model.onnx": new Uint8Array(8) };
  const { world } = storeOf([
    storedAs(pickedPackage("foreign", graphs), { name: "foreign" }),
    storedAs(pickedPackage("tiny", files), { lastUsed: 2 }),
    storedAs(pickedPackage("half", files), { name: "half", complete: false }),
  ]);
  const [own, foreign, ...rest] = await listModels(world);
  expect(rest).toEqual([]);
  expect(own).toMatchObject({ name: "tiny", bytes: 1000 });
  expect(own).not.toHaveProperty("why");
  expect({ ok: false, failure: foreign?.why }).toEqual(saying("foreign is not kept on this device as a package"));
});

it("refuses by name what fits no memory", async () => {
  const config = JSON.parse(new TextDecoder().decode(files["config.json"]));
  const wide = { ...config, n_embd: 8192, n_layer: 64, n_head: 64 };
  const { world } = storeOf([storedAs(pickedPackage("large", files))]);
  const [found] = await listModels({ store: { ...world.store, read: async () => JSON.stringify(wide) } });
  expect(found?.why).toMatchObject({ code: "limit_exceeded", detail: "kernel_weights" });
});

it("asks for a repository as it is kept, so that no host is asked for a newer state", async () => {
  const commit = "a".repeat(40);
  const { world, asked } = storeOf([storedAs({ kind: "hub", repo: "owner/name" }, { commit })]);
  const source = { kind: "hub", repo: "owner/name", revision: commit };
  expect(await listModels(world)).toEqual([expect.objectContaining({ source })]);
  expect(asked).toEqual([source]);
});
