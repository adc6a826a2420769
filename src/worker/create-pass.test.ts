import { expect, it } from "vitest";
import { createModelStore } from "../store/model-store.ts";
import { nodeWorld } from "../store/testing/node-world.ts";
import { loadKernelFor, runtimeBytes } from "./create-pass.ts";
import { nodeEngineWorld } from "./testing/node-engine.ts";

const helpers = {
  helpers: 3,
  start: () => Promise.reject(new Error("not started here")),
  now: () => 0,
  unshared: () => Promise.reject(new Error("not asked for here")),
};

/** Which build of the kernel is loaded for a model of so many bytes, and whether it has helpers. */
async function loadedFor(bytes: number, team: typeof helpers | undefined) {
  const asked: boolean[] = [];
  const world = nodeEngineWorld(createModelStore(nodeWorld("http://hub.invalid")));
  const loadKernel = (shared: boolean) => {
    asked.push(shared);
    return world.loadKernel(shared);
  };
  const loaded = await loadKernelFor(bytes, { ...world, team, loadKernel });
  return { asked, team: loaded.team };
}

it("gives helpers to a model that is worth them", async () => {
  expect(await loadedFor(120_000_000, helpers)).toEqual({ asked: [true], team: helpers });
});

it("runs a small model on one thread, and any where memory cannot be shared", async () => {
  expect(await loadedFor(20_000_000, helpers)).toEqual({ asked: [false], team: undefined });
  expect(await loadedFor(120_000_000, undefined)).toEqual({ asked: [false], team: undefined });
});

it("counts the bytes of a runtime for the backends that need one", () => {
  expect(runtimeBytes({ backend: "kernel", dtype: "q8" })).toBe(0);
  expect(runtimeBytes({ backend: "onnx-wasm", dtype: "q8" })).toBeGreaterThan(1_000_000);
});
