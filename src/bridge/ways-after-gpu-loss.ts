import type { LoadOptions } from "../contract/engine.ts";
import type { Dtype } from "../contract/manifest.ts";

/**
 * Ways to go on with the weights that are here. In float32 ONNX Runtime writes the same text on the CPU, and at once,
 * while a GPU compiles its shaders anew. 4 bits are ten times slower there and 16 bits are rounded otherwise, so these
 * get the GPU once more; at the next loss within a minute the CPU, where a run that was begun may not fit together.
 * @param again it is not long ago that the GPU was lost before
 */
export function waysAfterGpuLoss(options: LoadOptions, dtype: Dtype, again: boolean): readonly LoadOptions[] {
  const reason = "the GPU was lost";
  const onKernel: LoadOptions = { backend: "kernel", dtype, reason };
  if (dtype === "fp32") return [{ backend: "onnx-wasm", dtype, reason }, onKernel];
  const onCpu: LoadOptions[] = [onKernel, { backend: "onnx-wasm", reason }];
  return again ? onCpu : [options, ...onCpu];
}
