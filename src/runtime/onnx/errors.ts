import { reasonOf, Refusal, refuse } from "../../contract/outcome.ts";
import { refuseFile } from "../../contract/refuse-file.ts";

const NO_MEMORY = /out of memory|bad_alloc|allocat|memory access out of bounds/i;
/** ONNX Runtime does not say that the device was lost; this is what its calls on a dead one throw. */
const NO_GPU = /lost|destroy|GPUBuffer|mapAsync|WebGPU|webgpu|external Instance reference/;

/**
 * Turns an error of a session's run or creation into a Refusal with the code that says what to do next.
 * @param bytes of the model, where it was being loaded
 */
export function refuseRunError(error: unknown, bytes?: number): never {
  const reason = foreignReason(error);
  if (NO_MEMORY.test(reason)) {
    throw bytes === undefined
      ? refuse("out_of_memory", "runtime", { reason })
      : refuse("out_of_memory", "runtime_weights", { bytes, reason });
  }
  if (NO_GPU.test(reason)) throw refuse("gpu_lost", "lost", { reason });
  throw refuse("internal", "onnx_runtime", { reason });
}

/** As {@link refuseRunError}, for the creation of a session from a graph. */
export function refuseCreateError(error: unknown, graph: string, bytes: number): never {
  const reason = foreignReason(error);
  if (!/external.?data/i.test(reason) && (NO_MEMORY.test(reason) || NO_GPU.test(reason))) refuseRunError(error, bytes);
  throw refuseFile(graph, "unreadable_graph", { reason });
}

/** What the runtime says itself. @throws Refusal the error where it is one: that needs no turning */
function foreignReason(error: unknown): string {
  if (error instanceof Refusal) throw error;
  return reasonOf(error);
}
