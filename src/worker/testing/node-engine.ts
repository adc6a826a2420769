import { kernelModule } from "../../kernel/testing/start-kernel.ts";
import { createEngine } from "../engine.ts";
import { createModelStore } from "../store/model-store.ts";
import type { StoreWorld } from "../store/store-world.ts";
import { nodeWorld } from "../store/testing/node-world.ts";

/** The model's thread as a test has it: the real store, converter and kernel, models of the Hub at this address. */
export function nodeEngine(hubUrl: string, change: Partial<StoreWorld> = {}) {
  return createEngine({
    store: createModelStore(nodeWorld(hubUrl, change)),
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
  });
}
