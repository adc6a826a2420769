import { partOf } from "../gpt2/package-names.ts";

/** One tensor of a model on its way into the kernel, under the name and in the layout of our ONNX packages. */
export interface WeightTensor {
  /**
   * `h.0.attn.c_attn.weight`, `….bias`, `….scale`, `wte.weight`, `ln_f.bias` …; 4-bit matrices end in `weight_q4` and
   * `scale_q4`. A matrix that is cut along its outputs has the part's number behind: `wte.weight.0`, `wte.weight.1`.
   */
  readonly name: string;
  readonly type: "float32" | "float16" | "int8" | "uint8";
  /** Matrices are [inputs, outputs], 4-bit ones [outputs, blocks, 16] with scales [outputs, blocks]. */
  readonly dims: readonly number[];
  /** The tensor's bytes in order, in chunks of any size. */
  read(): AsyncIterable<Uint8Array>;
}

const BYTES = { float32: 4, float16: 2, int8: 1, uint8: 1 };

export function byteLength(tensor: WeightTensor): number {
  return BYTES[tensor.type] * elements(tensor);
}

export function elements(tensor: WeightTensor): number {
  return tensor.dims.reduce((product, size) => product * size, 1);
}

/** Bytes that are read at a time of what needs no more than its own rows to be packed. */
const PIECE_BYTES = 65_536;

/** Bytes of one output of a 4-bit matrix, or of its scales. */
export function outputBytes(tensor: WeightTensor): number {
  return byteLength(tensor) / Math.max(1, extent(tensor));
}

/** Outputs of a 4-bit matrix, or of its scales, that are read at a time. */
export function rowsAtOnce(tensor: WeightTensor): number {
  return Math.min(extent(tensor), Math.ceil(PIECE_BYTES / outputBytes(tensor)));
}

/** True for a matrix of 4 bits, or a part of one; not for its scales. */
export function isInt4({ type }: WeightTensor): boolean {
  return type === "uint8";
}

/** True for the scales of a matrix of 4 bits. */
export function isBlockScale({ name }: WeightTensor): boolean {
  return name.endsWith("scale_q4");
}

/** True for a matrix of floats; not for scales, and not for the positions, which are added and never multiplied. */
export function isFloatMatrix({ name, type, dims }: WeightTensor): boolean {
  const { base } = partOf(name);
  const matrix = dims.length === 2 && base.endsWith(".weight") && base !== "wpe.weight";
  return matrix && (type === "float32" || type === "float16");
}

/** How many outputs of its matrix, elements of its vector, or columns of the positions' table a tensor holds. */
export function extent(tensor: WeightTensor): number {
  return (isInt4(tensor) || isBlockScale(tensor) ? tensor.dims[0] : tensor.dims.at(-1)) ?? 0;
}
