import type { ElementType } from "./element-type.ts";

/** A weight of a graph as a file of the package holds it, row-major, little-endian. */
export interface StoredTensor {
  readonly name: string;
  readonly type: ElementType;
  readonly dims: readonly number[];
  /** Path inside the package, e.g. `onnx/model_quantized.onnx_data_1`. */
  readonly file: string;
  /** In bytes; a multiple of {@link TENSOR_ALIGNMENT} in packages written here. */
  readonly offset: number;
  /** In bytes. */
  readonly length: number;
}

/** Tensors start at multiples of this, so that a typed array can view them in place. */
export const TENSOR_ALIGNMENT = 64;
