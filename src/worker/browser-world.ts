import kernelUrl from "../kernel/build/kernel.wasm?url";
import relaxedUrl from "../kernel/build/kernel-relaxed.wasm?url";
import relaxedSharedUrl from "../kernel/build/kernel-relaxed-shared.wasm?url";
import sharedUrl from "../kernel/build/kernel-shared.wasm?url";
import { at } from "../contract/at.ts";
import { chooseBuild } from "../kernel/choose-build.ts";
import { fetchModule } from "../kernel/fetch-module.ts";
import { mayHaveFastDot } from "../kernel/relaxed-dot.ts";
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
import { once } from "./once.ts";
import { createChoiceMemory } from "./remembered-choice.ts";
import { requireSimd } from "./require-simd.ts";
import { startHelper } from "./start-helper.ts";

/** More threads than this gain nothing on models of GPT-2's size. */
const MOST_THREADS = 4;

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
    threads,
    team: threads > 1 ? team : undefined,
    loadKernel,
    loadOrt,
    now: () => performance.now(),
    breathe: createBreathe(() => performance.now()),
    randomSeed: () => at(crypto.getRandomValues(new Uint32Array(1)), 0),
  };
}

/** The build that suits the processor, and where its variant for helpers is. */
interface Chosen {
  readonly module: WebAssembly.Module;
  readonly shared: string;
}

/** Loads the kernel when it is first asked for, each of its builds once. */
function kernelLoader(): (shared: boolean) => Promise<WebAssembly.Module> {
  const choose = once(chooseKernel);
  const compileShared = once(async () => compile((await choose()).shared));
  return async (shared) => (shared ? compileShared() : (await choose()).module);
}

/** @throws Refusal `no_backend` where the policy of the host forbids WebAssembly */
async function chooseKernel(): Promise<Chosen> {
  if (!mayHaveFastDot()) return { module: await compile(kernelUrl), shared: sharedUrl };
  const [plain, relaxed] = await Promise.all([compile(kernelUrl), compile(relaxedUrl)]);
  const module = await chooseBuild(plain, relaxed, () => performance.now());
  return { module, shared: module === relaxed ? relaxedSharedUrl : sharedUrl };
}

function compile(url: string): Promise<WebAssembly.Module> {
  return fetchModule(new URL(url, import.meta.url));
}

function gpuOf(navigator: object): GpuEntry | undefined {
  return "gpu" in navigator && isGpuEntry(navigator.gpu) ? navigator.gpu : undefined;
}

function isGpuEntry(value: unknown): value is GpuEntry {
  return typeof value === "object" && value !== null && "requestAdapter" in value;
}
