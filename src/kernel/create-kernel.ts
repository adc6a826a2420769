import type { ModelFiles } from "../contract/bytes.ts";
import type { Dtype } from "../contract/dtypes.ts";
import { failureOf } from "../contract/outcome.ts";
import type { KernelForwardPass } from "./kernel-forward-pass.ts";
import { openPackage } from "./package-tensors.ts";
import { startForwardPass } from "./start-forward-pass.ts";
import type { Team } from "./team.ts";

/**
 * Loads a package of this project into a new instance of the kernel while its files arrive. Weights become int8, those of
 * fp16 and fp32 get 16 bits, those of q4 and q4f16 keep their 4.
 * @param module one of the compiled builds
 * @param breathe awaited between the passes of a long prompt, so that the thread can answer meanwhile
 * @param team threads for a module of a shared build; where there is no memory to share, its other build runs alone
 * @throws Refusal `unsupported_architecture` for a graph of others, and what `startForwardPass` and the files throw
 */
export async function createKernel(
  files: ModelFiles,
  dtype: Dtype,
  module: WebAssembly.Module,
  breathe?: () => Promise<void>,
  team?: Team,
): Promise<KernelForwardPass> {
  const start = async (build: WebAssembly.Module, helpers?: Team) => {
    // Tensors can be read once; after a failure they are planned anew.
    const { shape, tensors } = await openPackage(files, dtype);
    return startForwardPass(build, shape, tensors, breathe, helpers);
  };
  if (team === undefined) return start(module);
  try {
    return await start(module, team);
  } catch (error) {
    if (failureOf(error).code !== "out_of_memory") throw error;
    return start(await team.unshared());
  }
}
