import type { Team } from "../kernel/team.ts";
import type { GpuEntry } from "../runtime/gpu.ts";
import type { OnBytes } from "../runtime/onnx/fetch-runtime.ts";
import type { Ort } from "../runtime/onnx/ort.ts";
import type { OrtBuild } from "../runtime/onnx/ort-builds.ts";
import type { AdapterShelf } from "../store/adapter-shelf.ts";
import type { ModelStore } from "../store/model-store.ts";
import type { ChoiceMemory } from "./remembered-choice.ts";

/** What the engine needs of the world. */
export interface EngineWorld {
  /** @throws Refusal `no_backend` where no model can run */
  requireCompute(): void;
  readonly store: ModelStore;
  /** Adapters that are kept. */
  readonly shelf: AdapterShelf;
  readonly choices: ChoiceMemory;
  readonly gpu: GpuEntry | undefined;
  /** Threads that ONNX Runtime may use: 1 where memory cannot be shared. */
  readonly threads: number;
  /** Helpers for the CPU kernel; undefined where memory cannot be shared. */
  readonly team: Team | undefined;
  /** The CPU kernel's compiled module, if asked for the build that helpers can join. */
  loadKernel(shared: boolean): Promise<WebAssembly.Module>;
  /** @param onBytes hears how much of the runtime is here */
  loadOrt(build: OrtBuild, threads: number, onBytes: OnBytes): Promise<Ort>;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
  breathe(): Promise<void>;
  /** An integer in [0, 2^32). */
  randomSeed(): number;
}
