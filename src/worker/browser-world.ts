import { at } from "../contract/at.ts";
import { RunningSha256 } from "../kernel/running-sha256.ts";
import type { GpuEntry } from "../runtime/gpu.ts";
import { loadOrt } from "../runtime/onnx/load-ort.ts";
import { createAdapterShelf } from "../store/adapter-shelf.ts";
import { browserAdapterTable } from "../store/adapter-table.ts";
import { browserStoreWorld } from "../store/browser-store-world.ts";
import type { LookUpWorld } from "../store/listing.ts";
import { createModelStore } from "../store/model-store.ts";
import { createBreathe } from "./breathe.ts";
import type { EngineWorld } from "./engine-world.ts";
import { kernelLoader } from "./kernel-loader.ts";
import { MOST_ORT_THREADS, MOST_THREADS } from "./most-threads.ts";
import { createChoiceMemory } from "./remembered-choice.ts";
import { requireSimd } from "./require-simd.ts";
import { startHelper } from "./start-helper.ts";

/** The world as a browser's worker has it. */
export function browserWorld(addresses: Pick<LookUpWorld, "siteBase" | "hubUrl">): EngineWorld {
  // Whether there is memory to share is found out when the model's is asked for: a trial would take address space from it.
  const threads = crossOriginIsolated ? Math.min(MOST_THREADS, navigator.hardwareConcurrency) : 1;
  const loadKernel = kernelLoader();
  const openHash = async () => RunningSha256.open(await loadKernel(false));
  const team = {
    helpers: threads - 1,
    start: startHelper,
    now: () => performance.now(),
    unshared: () => loadKernel(false),
  };
  return {
    requireCompute: requireSimd,
    store: createModelStore(browserStoreWorld({ ...addresses, openHash })),
    shelf: createAdapterShelf(browserAdapterTable()),
    choices: createChoiceMemory(),
    gpu: gpuOf(navigator),
    threads: Math.min(MOST_ORT_THREADS, threads),
    team: threads > 1 ? team : undefined,
    loadKernel,
    loadOrt,
    now: () => performance.now(),
    breathe: createBreathe(() => performance.now()),
    randomSeed: () => at(crypto.getRandomValues(new Uint32Array(1)), 0),
  };
}

function gpuOf(navigator: object): GpuEntry | undefined {
  return "gpu" in navigator && isGpuEntry(navigator.gpu) ? navigator.gpu : undefined;
}

function isGpuEntry(value: unknown): value is GpuEntry {
  return typeof value === "object" && value !== null && "requestAdapter" in value;
}
