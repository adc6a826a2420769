import { failureOf } from "../contract/outcome.ts";
import { type Multiply, multiply as plainMultiply } from "../gpt2/multiply.ts";
import { KernelInstance } from "./instance.ts";

/** Bytes of a matrix that are brought in at a time: they stay in the second-level cache for all rows of `x`. */
const SLAB_BYTES = 1 << 20;

/**
 * The converter's reference product in SIMD, several times as fast as in plain JavaScript. Sums are float32, each of
 * four lanes; a number of inputs that does not fill the lanes takes the plain way, and so does what finds no memory here.
 */
export async function createMultiply(module: WebAssembly.Module): Promise<Multiply> {
  const kernel = await KernelInstance.open(module).catch(noneWithoutMemory);
  if (kernel === undefined) return plainMultiply;
  const start = kernel.allocate(0, "product");
  return (x, matrix, inputs, bias) => {
    if (inputs % 4 !== 0) return plainMultiply(x, matrix, inputs, bias);
    try {
      const products = multiplyIn(kernel, x, matrix, inputs);
      const outputs = matrix.length / inputs;
      return bias === undefined ? products : products.map((product, i) => product + (bias[i % outputs] ?? 0));
    } catch (error) {
      noneWithoutMemory(error);
      return plainMultiply(x, matrix, inputs, bias);
    } finally {
      kernel.functions.release(start);
    }
  };
}

/** @throws Refusal `out_of_memory` */
function multiplyIn(kernel: KernelInstance, x: Float32Array, matrix: Float32Array, inputs: number): Float32Array {
  const outputs = matrix.length / inputs;
  const rows = x.length / inputs;
  const padded = Math.ceil(rows / 4) * 4;
  const perSlab = 2 * Math.min(Math.ceil(outputs / 2), Math.ceil(SLAB_BYTES / (8 * inputs)));
  const from = kernel.allocate(padded * inputs * 4, "product");
  const slab = kernel.allocate(perSlab * inputs * 4, "product");
  const to = kernel.allocate(padded * perSlab * 4, "product");
  kernel.floats(from, x.length).set(x);
  const products = new Float32Array(rows * outputs);
  for (let first = 0; first < outputs; first += perSlab) {
    const count = Math.min(perSlab, outputs - first);
    kernel.floats(slab, count * inputs).set(matrix.subarray(first * inputs, (first + count) * inputs));
    // A last odd output is multiplied with a neighbour that does not count.
    const even = count + (count % 2);
    kernel.functions.multiplyFloats(from, padded, slab, even, inputs, to, even * 4);
    const found = kernel.floats(to, rows * even);
    for (let row = 0; row < rows; row++) {
      products.set(found.subarray(row * even, row * even + count), row * outputs + first);
    }
  }
  return products;
}

function noneWithoutMemory(error: unknown): undefined {
  if (failureOf(error).code !== "out_of_memory") throw error;
}
