import type { BackendName } from "./backends.ts";
import type { Dtype } from "./dtypes.ts";

/** The GPU was lost while a model ran on it. */
export interface GpuLoss {
  /** Of the weights that ran there. */
  readonly dtype: Dtype;
  /** True where another loss came not long before. */
  readonly isRepeated: boolean;
  /** Ways of going on that were tried since, in vain. */
  readonly failedWays: number;
}

export interface LoadOptions {
  readonly dtype?: Dtype;
  /** Overrides the measured choice. */
  readonly backend?: BackendName;
  /** The loss after which the model is loaded again; the plan then says where it goes on. */
  readonly gpuLoss?: GpuLoss;
}

/** One bar for the whole load. */
export interface LoadProgress {
  readonly phase: "download" | "convert" | "start";
  readonly loadedBytes: number;
  readonly totalBytes: number;
  /** 0 to 1 over all phases; never goes back. */
  readonly fraction: number;
  /** Over the last seconds; absent until it is known. */
  readonly bytesPerSecond?: number;
  /** True while the download waits for the network to come back. */
  readonly paused?: boolean;
}
