import * as ort from "onnxruntime-web/wasm";
import { kernelModule } from "../../kernel/testing/start-kernel.ts";
import type { GpuEntry } from "../../runtime/gpu.ts";
import type { Ort } from "../../runtime/onnx/ort.ts";
import { createAdapterShelf } from "../../store/adapter-shelf.ts";
import { createModelStore, type ModelStore } from "../../store/model-store.ts";
import type { StoreWorld } from "../../store/store-world.ts";
import { heldCaches } from "../../store/testing/held-caches.ts";
import { memoryTable } from "../../store/testing/memory-table.ts";
import { nodeWorld } from "../../store/testing/node-world.ts";
import { createEngine } from "../engine.ts";
import type { EngineWorld } from "../engine-world.ts";
import { createChoiceMemory } from "../remembered-choice.ts";

/**
 * The model's thread as a test has it: the real store, converter and kernel, models of the Hub at this address. What it
 * keeps lasts as long as the engine.
 */
export function nodeEngine(hubUrl: string, change: Partial<StoreWorld> = {}, more: Partial<EngineWorld> = {}) {
  const held = heldCaches();
  const world = nodeWorld(hubUrl, { caches: () => held, ...change });
  return createEngine({ ...nodeEngineWorld(createModelStore(world)), ...more });
}

/** What that engine has of the world: one thread, no GPU, the kernel alone. */
export function nodeEngineWorld(store: ModelStore): EngineWorld {
  return {
    store,
    shelf: createAdapterShelf(memoryTable()),
    choices: createChoiceMemory(),
    gpu: undefined,
    threads: 1,
    team: undefined,
    loadKernel: () => kernelModule("kernel"),
    loadOrt: () => Promise.reject(new Error("not needed here")),
    now: () => performance.now(),
    breathe: async () => {},
    requireCompute: () => undefined,
    randomSeed: () => 0,
  };
}

/** ONNX Runtime's WebAssembly build, which computes in Node what a test asks of the GPU, too. */
export function nodeOrt(): Ort {
  ort.env.wasm.numThreads = 1;
  ort.env.logLevel = "error";
  const create: Ort["InferenceSession"]["create"] = (graph, { preferredOutputLocation: _, ...options }) =>
    ort.InferenceSession.create(graph, { ...options, executionProviders: ["wasm"] });
  return { ...ort, InferenceSession: { create } };
}

/** A GPU that says that it can do everything. */
export const capableGpu: GpuEntry = {
  requestAdapter: async () => ({
    features: { has: () => true },
    limits: { maxBufferSize: 2 ** 32, maxStorageBufferBindingSize: 2 ** 32 },
  }),
};
