import type { Gpt2Config } from "../gpt2/config.ts";
import { HelperWatch } from "./helper-watch.ts";
import { KernelInstance } from "./instance.ts";
import { findInt4 } from "./int4-matrices.ts";
import { KernelForwardPass } from "./kernel-forward-pass.ts";
import { loadWeights } from "./load-weights.ts";
import { stagingBytes } from "./memory-plan.ts";
import { endHelpers, measureHelpers, startHelpers, type Team } from "./team.ts";
import { isFloatMatrix, type WeightTensor } from "./weights.ts";

/**
 * A forward pass on the kernel's module, with its own memory. Tensors are read once each, in the order given. Matrices of 4
 * bits keep them. Where a matrix comes as floats, the others get 16 bits, or 8 where there is no memory for more.
 * @param breathe awaited between the passes of a long prompt (64 tokens each)
 * @param team threads for a module of a shared build, used where they are measured to be faster
 * @throws Refusal `unsupported_architecture`, `limit_exceeded`, `out_of_memory`, `no_usable_files`, `malformed_file`
 */
export async function startForwardPass(
  module: WebAssembly.Module,
  shape: Gpt2Config,
  tensors: readonly WeightTensor[],
  breathe: () => Promise<void> = async () => {},
  team?: Team,
): Promise<KernelForwardPass> {
  const kernel = await KernelInstance.start(module, shape, {
    weightBits: tensors.some(isFloatMatrix) ? 16 : 8,
    int4: findInt4(shape, tensors),
    staging: stagingBytes(tensors),
    ...(team && { helpers: team.helpers }),
  });
  const starting = team === undefined ? [] : startHelpers(team, module, kernel);
  try {
    await loadWeights(kernel, shape, tensors);
  } catch (error) {
    endHelpers(await starting);
    throw error;
  }
  kernel.functions.finishWeights();
  const helpers = await starting;
  const pass = new KernelForwardPass(kernel, shape, breathe, helpers);
  if (team === undefined || helpers.length === 0) return pass;
  try {
    const worths = await measureHelpers(kernel, pass, team.now, helpers);
    const most = Math.max(0, ...worths.map((worth) => worth.most));
    // Whoever is ended must not be asked any more.
    kernel.functions.askHelpers(worths[0]?.tokens ?? 0, most);
    pass.endHelpers(most);
    if (worths.length > 0) pass.watch(new HelperWatch(worths, kernel.functions.askHelpers, team.now));
    return pass;
  } catch (error) {
    await pass.dispose();
    throw error;
  }
}
