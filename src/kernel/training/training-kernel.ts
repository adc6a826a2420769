import type { Gpt2Config } from "../../gpt2/config.ts";
import { KernelInstance } from "../instance.ts";
import type { KernelFunctions } from "../kernel-module.ts";
import { loadWeights } from "../load-weights.ts";
import { stagingBytes } from "../memory-plan.ts";
import { padTo } from "../pad-to.ts";
import { bindTraining, type TrainingFunctions } from "../training-module.ts";
import type { WeightTensor } from "../weights.ts";

/** An instance of the kernel's build with a backward pass, its weights loaded. */
export interface TrainingKernel {
  readonly instance: KernelInstance;
  readonly config: Gpt2Config;
  readonly functions: KernelFunctions & TrainingFunctions;
  /** Takes zeros. @throws Refusal `out_of_memory` */
  allocate(bytes: number): number;
}

/**
 * Loads a model as int8, whatever its package has: that loses nothing in training.
 * @param module the build `training`
 * @throws Refusal as `startForwardPass`
 */
export async function openTrainingKernel(
  module: WebAssembly.Module,
  config: Gpt2Config,
  tensors: readonly WeightTensor[],
): Promise<TrainingKernel> {
  const instance = await KernelInstance.start(module, config, { staging: stagingBytes(tensors) });
  await loadWeights(instance, config, tensors);
  const functions = { ...instance.functions, ...bindTraining(instance.exports) };
  return { instance, config, functions, allocate: (bytes) => instance.allocate(bytes, "training") };
}

/** Float32 rows in the kernel's memory, each with its padding. */
export interface Rows {
  readonly address: number;
  /** Floats of a row, a multiple of 16. */
  readonly stride: number;
}

/** @param count of rows; a multiple of 4 are taken, since products take four at a time */
export function allocateRows(kernel: TrainingKernel, count: number, width: number): Rows {
  const stride = padTo(width, 16);
  return { address: kernel.allocate(padTo(count, 4) * stride * 4), stride };
}

/** The address of one row. */
export function rowOf({ address, stride }: Rows, row: number): number {
  return address + row * stride * 4;
}
