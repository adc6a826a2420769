import { at } from "../../contract/at.ts";
import { memoryBytes } from "./memory-bytes.ts";
import type { Gpt2Tensors } from "./gpt2-tensors.ts";
import type { StoredTensor } from "./stored-tensor.ts";

const MATRIX = /^h\.\d+\.(?:attn|mlp)\.\w+\.weight$/;
const BIASED = /^(?:h\.\d+\.(?:attn|mlp)\.\w+|(?:h\.\d+\.)?ln_\w+)\.weight$/;

/** Whether weights are [outputs, inputs], as torch's `Linear` has them; GPT-2's of transformers are [inputs, outputs]. */
export function isLinearLayout(tensors: Gpt2Tensors): boolean {
  const [rows = 0, columns = 0] = tensors.get("h.0.attn.c_attn.weight")?.shape ?? [];
  return rows === 3 * columns;
}

/** The same tensors with weights [inputs, outputs]; nothing is read. */
export function transposeLinear(tensors: Gpt2Tensors): Map<string, StoredTensor> {
  return new Map([...tensors].map(([name, tensor]) => [name, MATRIX.test(name) ? transpose(tensor) : tensor]));
}

function transpose(tensor: StoredTensor): StoredTensor {
  if (tensor.shape.length !== 2) return tensor;
  const [rows, columns] = [at(tensor.shape, 0), at(tensor.shape, 1)];
  const strides = tensor.strides ?? [columns, 1];
  return { ...tensor, shape: [columns, rows], strides: [at(strides, 1), at(strides, 0)] };
}

/** With zeros where a model was trained without biases; weights are [inputs, outputs]. */
export function addZeroBiases(tensors: Gpt2Tensors): Map<string, StoredTensor> {
  const added = new Map(tensors);
  for (const [weight, { path, shape }] of tensors) {
    const name = weight.replace(/weight$/, "bias");
    if (!BIASED.test(weight) || tensors.has(name)) continue;
    const size = shape.at(-1) ?? 0;
    const compute = async () => new Float32Array(size);
    added.set(name, { name, path, shape: [size], dtype: "F32", bytes: memoryBytes(new Uint8Array()), compute });
  }
  return added;
}
