import { formatBytes } from "../../contract/format-bytes.ts";
import { Refusal } from "../../contract/outcome.ts";

const NO_MEMORY = /out of memory|bad_alloc|allocat|memory access out of bounds/i;
/** ONNX Runtime does not say that the device was lost; this is what its calls on a dead one throw. */
const NO_GPU = /lost|destroy|GPUBuffer|mapAsync|WebGPU|webgpu|external Instance reference/;

/**
 * Turns an error of a session's run or creation into a Refusal with the code that says what to do next.
 * @param bytes of the model, where it was being loaded
 */
export function refuseRunError(error: unknown, bytes?: number): never {
  if (error instanceof Refusal) throw error;
  const message = error instanceof Error ? error.message : String(error);
  if (NO_MEMORY.test(message)) {
    const asked = bytes === undefined ? "" : ` (${formatBytes(bytes)} of weights)`;
    throw new Refusal("out_of_memory", `The model${asked} does not fit this device's memory: ${message}`, {
      hint: "Close other tabs, or choose a smaller model or dtype.",
    });
  }
  if (NO_GPU.test(message)) {
    throw new Refusal("gpu_lost", `The GPU went away: ${message}`, { hint: "The page starts it again by itself." });
  }
  throw new Refusal("internal", `ONNX Runtime failed: ${message}`);
}

/** As {@link refuseRunError}, for the creation of a session from a graph. */
export function refuseCreateError(error: unknown, graph: string, bytes: number): never {
  if (error instanceof Refusal) throw error;
  const message = error instanceof Error ? error.message : String(error);
  if (!/external.?data/i.test(message) && (NO_MEMORY.test(message) || NO_GPU.test(message)))
    refuseRunError(error, bytes);
  throw new Refusal("malformed_file", `${graph} is not a graph that ONNX Runtime can read: ${message}`, {
    subject: graph,
    hint: "Choose another dtype or another model.",
  });
}
