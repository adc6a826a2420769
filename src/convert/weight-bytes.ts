import type { Dtype } from "../contract/dtypes.ts";
import { INT4_BLOCK } from "../gpt2/package-names.ts";
import type { Gpt2Config } from "../gpt2/config.ts";
import { type Gpt2Tensor, blockTensors, gpt2Tensors } from "../gpt2/tensors.ts";
import { ELEMENT_TYPES } from "../onnx/element-type.ts";
import { DTYPE_TRAITS } from "./graph/dtype-traits.ts";

const [SCALE, HALF_SCALE] = [ELEMENT_TYPES.float32.bytes, ELEMENT_TYPES.float16.bytes];

/** Bytes that a model of these sizes has as weights of a package, told before there is one. The graph has some kilobytes more. */
export function weightBytes(config: Gpt2Config, dtype: Dtype): number {
  const sum = (tensors: readonly Gpt2Tensor[]) => tensors.reduce((bytes, tensor) => bytes + bytesOf(tensor, dtype), 0);
  // The blocks are alike: their list is not written out for sizes that nobody has checked against a file yet.
  return config.n_layer * sum(blockTensors(config)) + sum(gpt2Tensors({ ...config, n_layer: 0 }));
}

function bytesOf({ kind, inputs, outputs }: Gpt2Tensor, dtype: Dtype): number {
  const { matrices, float } = DTYPE_TRAITS[dtype];
  if (kind === "vector") return outputs * ELEMENT_TYPES[float].bytes;
  if (kind === "positions" || matrices === "float") return inputs * outputs * ELEMENT_TYPES[float].bytes;
  if (matrices === "int8") return outputs * (inputs + SCALE);
  return outputs * Math.ceil(inputs / INT4_BLOCK) * (INT4_BLOCK / 2 + HALF_SCALE);
}
