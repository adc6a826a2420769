import type { Gpt2Config } from "../../gpt2/config.ts";
import { KernelInstance } from "../instance.ts";
import type { KernelFunctions } from "../kernel-module.ts";
import { loadWeights } from "../load-weights.ts";
import { stagingBytes } from "../memory-plan.ts";
import { padTo } from "../pad-to.ts";
import { bindTraining, type TrainingFunctions } from "../training-module.ts";
import type { WeightTensor } from "../weights.ts";

/** Bytes of a model that go to another thread at a time. */
const COPIED = 1 << 22;
/** Bytes that the system gives a program at a time. */
const PAGE = 4096;

/** An instance of the kernel's build with a backward pass, its weights loaded. */
export interface TrainingKernel {
  readonly instance: KernelInstance;
  readonly config: Gpt2Config;
  readonly functions: KernelFunctions & TrainingFunctions;
  /** Where its memory ends that holds the model, weights and all: another instance of the module lays it out in the same way. */
  readonly modelEnd: number;
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
  const kernel = kernelOf(instance, config);
  await loadWeights(instance, config, tensors);
  return kernel;
}

/**
 * The same model in a memory of its own, from that of a thread that has loaded it.
 * @param read bytes of the other's memory. @throws Refusal `out_of_memory`
 */
export async function copyTrainingKernel(
  module: WebAssembly.Module,
  config: Gpt2Config,
  read: (from: number, to: number, into: Uint8Array<ArrayBuffer> | undefined) => Promise<Uint8Array<ArrayBuffer>>,
): Promise<TrainingKernel> {
  const kernel = kernelOf(await KernelInstance.start(module, config), config);
  let piece: Uint8Array<ArrayBuffer> | undefined;
  for (let from = 0; from < kernel.modelEnd; from += COPIED) {
    const to = Math.min(from + COPIED, kernel.modelEnd);
    piece = await read(from, to, piece);
    setNonZero(kernel.instance.bytes(from, to - from), piece);
  }
  return kernel;
}

/** An instance with no weights in it: for a model whose weights are trained themselves. @throws Refusal `out_of_memory` */
export async function emptyTrainingKernel(module: WebAssembly.Module, config: Gpt2Config): Promise<TrainingKernel> {
  return kernelOf(await KernelInstance.open(module), config);
}

/** Memory is zeros before it is written, and is taken only then: scratch that nobody used here stays untaken. */
function setNonZero(to: Uint8Array, from: Uint8Array): void {
  for (let first = 0; first < from.length; first += PAGE) {
    const page = from.subarray(first, first + PAGE);
    if (page.some((byte) => byte !== 0)) to.set(page, first);
  }
}

function kernelOf(instance: KernelInstance, config: Gpt2Config): TrainingKernel {
  const functions = { ...instance.functions, ...bindTraining(instance.exports) };
  const modelEnd = functions.allocate(0);
  return { instance, config, functions, modelEnd, allocate: (bytes) => instance.allocate(bytes, "training") };
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
