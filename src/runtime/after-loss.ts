import type { GpuLoss, LoadOptions } from "../contract/load.ts";
import { makeNote } from "../contract/outcome.ts";
import type { Chosen } from "./plan.ts";

/** What is to be loaded: what was asked for, or after a GPU loss the next way of going on. */
export function chooseAfterLoss({ gpuLoss, ...asked }: LoadOptions): Chosen {
  if (gpuLoss === undefined) return asked;
  const ways = waysAfterLoss(asked, gpuLoss);
  return ways[Math.min(gpuLoss.failedWays, ways.length - 1)] ?? asked;
}

/**
 * Ways to go on with the weights that are here. In float32 ONNX Runtime writes the same text on the CPU, and at once,
 * while a GPU compiles its shaders anew. 4 bits are ten times slower there and 16 bits are rounded otherwise, so these
 * get the GPU once more; at the next loss within a minute the CPU, where a run that was begun may not fit together.
 */
function waysAfterLoss(asked: Chosen, { dtype, isRepeated }: GpuLoss): readonly Chosen[] {
  const reason = makeNote("gpu_lost", {});
  const onKernel: Chosen = { backend: "kernel", dtype, reason };
  if (dtype === "fp32") return [{ backend: "onnx-wasm", dtype, reason }, onKernel];
  const onCpu: Chosen[] = [onKernel, { backend: "onnx-wasm", reason }];
  return isRepeated ? onCpu : [asked, ...onCpu];
}
