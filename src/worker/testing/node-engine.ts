import { kernelModule } from "../../kernel/testing/start-kernel.ts";
import { createModelStore, type ModelStore } from "../../store/model-store.ts";
import type { StoreWorld } from "../../store/store-world.ts";
import { nodeWorld } from "../../store/testing/node-world.ts";
import { createEngine } from "../engine.ts";
import type { EngineWorld } from "../engine-world.ts";

/** The model's thread as a test has it: the real store, converter and kernel, models of the Hub at this address. */
export function nodeEngine(hubUrl: string, change: Partial<StoreWorld> = {}) {
  return createEngine(nodeEngineWorld(createModelStore(nodeWorld(hubUrl, change))));
}

/** What that engine has of the world: one thread, no GPU, the kernel alone. */
export function nodeEngineWorld(store: ModelStore): EngineWorld {
  return {
    store,
    choices: { recall: async () => undefined, remember: async () => undefined },
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
