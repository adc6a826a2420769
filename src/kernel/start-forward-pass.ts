import type { ForwardPass } from "../contract/forward-pass.ts";
import { KernelInstance } from "./instance.ts";
import { KernelForwardPass } from "./kernel-forward-pass.ts";
import { loadWeights } from "./load-weights.ts";
import type { KernelShape } from "./shape.ts";
import type { WeightTensor } from "./weights.ts";

/**
 * A forward pass on the kernel's module, with its own memory. Tensors are read once each, in the order given.
 * @param breathe awaited between the passes of a long prompt (64 tokens each)
 * @throws Refusal `unsupported_architecture`, `limit_exceeded`, `out_of_memory`, `no_usable_files`, `malformed_file`
 */
export async function startForwardPass(
  module: WebAssembly.Module,
  shape: KernelShape,
  tensors: readonly WeightTensor[],
  breathe: () => Promise<void> = async () => {},
): Promise<ForwardPass> {
  const kernel = await KernelInstance.start(module, shape);
  await loadWeights(kernel, shape, tensors);
  kernel.call("complete");
  return new KernelForwardPass(kernel, shape, breathe);
}
