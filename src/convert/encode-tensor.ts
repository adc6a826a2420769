import type { Dtype } from "../contract/dtypes.ts";
import type { Gpt2Config } from "../gpt2/config.ts";
import { INT4_BLOCK, int4Name, int4ScaleName, partName, scaleName } from "../gpt2/package-names.ts";
import { ELEMENT_TYPES, type ElementType } from "../onnx/element-type.ts";
import { DTYPE_TRAITS } from "./graph/dtype-traits.ts";
import { tensorOf } from "./graph/graph-context.ts";
import { toHalves } from "./quantize/half.ts";
import { packBlocks } from "./quantize/int4.ts";
import { quantizeColumns, quantizeRowsTransposed } from "./quantize/int8.ts";
import { sliceColumns, transpose } from "./quantize/transpose.ts";

/** A tensor as it is written: little-endian bytes, row-major. */
export interface EncodedTensor {
  readonly name: string;
  readonly type: ElementType;
  readonly dims: readonly number[];
  readonly bytes: Uint8Array;
}

/** No tensor is longer than this, so that each fits into one part of the external data. */
export const PART_BYTES = 16 * 1024 * 1024;

/**
 * Turns a tensor of the checkpoint into those of a dtype's graph, one by one, so that a large one is never in memory
 * twice. What would be longer than {@link PART_BYTES} is cut along its outputs: `name.0`, `name.1`, …
 * @param values as `Checkpoint.tensor` gives them
 */
export function* encodeTensor(
  config: Gpt2Config,
  dtype: Dtype,
  name: string,
  values: Float32Array,
): Generator<EncodedTensor> {
  const { matrices, float } = DTYPE_TRAITS[dtype];
  const { kind, inputs } = tensorOf(config, name);
  const matrix = { values, inputs, outputsFirst: kind === "table" };
  if (kind === "vector") yield { name, type: float, dims: [values.length], bytes: floatBytes(values, float) };
  else if (kind === "positions" || matrices === "float") yield* encodeFloats(name, matrix, float);
  else if (matrices === "int8") yield* encodeInt8(name, matrix);
  else yield* encodeInt4(name, matrix);
}

/** A matrix as the checkpoint has it: [inputs, outputs], or [outputs, inputs] for the vocabulary's tables. */
interface Matrix {
  readonly values: Float32Array;
  readonly inputs: number;
  readonly outputsFirst?: boolean;
}

interface Piece extends Matrix {
  readonly name: string;
  readonly outputs: number;
}

/** int8 [inputs, outputs] and float32 scales [outputs]. */
function* encodeInt8(name: string, matrix: Matrix): Generator<EncodedTensor> {
  const scales = new Float32Array(matrix.values.length / matrix.inputs);
  let done = 0;
  for (const { name: piece, values, inputs, outputs, outputsFirst } of cut(name, matrix, matrix.inputs)) {
    const quantized = outputsFirst ? quantizeRowsTransposed(values, inputs) : quantizeColumns(values, outputs);
    scales.set(quantized.scales, done);
    done += outputs;
    yield { name: piece, type: "int8", dims: [inputs, outputs], bytes: bytesOf(quantized.values) };
  }
  yield { name: scaleName(name), type: "float32", dims: [scales.length], bytes: bytesOf(scales) };
}

/**
 * uint8 [outputs, blocks, 16], two weights a byte, and scales [outputs, blocks]: float16 also where the graph computes
 * in float32, since that is a tenth of the file and far finer than the weights.
 */
function* encodeInt4(name: string, matrix: Matrix): Generator<EncodedTensor> {
  const blocks = Math.ceil(matrix.inputs / INT4_BLOCK);
  const scales = new Float32Array((matrix.values.length / matrix.inputs) * blocks);
  let done = 0;
  for (const piece of cut(int4Name(name), matrix, (blocks * INT4_BLOCK) / 2)) {
    const { values, inputs, outputs, outputsFirst } = piece;
    const packed = packBlocks(outputsFirst ? values : transpose(values, outputs), inputs);
    scales.set(packed.scales, done);
    done += packed.scales.length;
    yield { name: piece.name, type: "uint8", dims: [outputs, blocks, INT4_BLOCK / 2], bytes: packed.values };
  }
  yield {
    name: int4ScaleName(name),
    type: "float16",
    dims: [scales.length / blocks, blocks],
    bytes: floatBytes(scales, "float16"),
  };
}

/** Floats [inputs, outputs]. */
function* encodeFloats(name: string, matrix: Matrix, float: "float32" | "float16"): Generator<EncodedTensor> {
  for (const piece of cut(name, matrix, matrix.inputs * ELEMENT_TYPES[float].bytes)) {
    const { values, inputs, outputs, outputsFirst } = piece;
    const turned = outputsFirst ? transpose(values, inputs) : values;
    yield { name: piece.name, type: float, dims: [inputs, outputs], bytes: floatBytes(turned, float) };
  }
}

/** Cuts a matrix along its outputs into as few pieces as keep each within {@link PART_BYTES}. */
function* cut(
  name: string,
  { values, inputs, outputsFirst = false }: Matrix,
  bytesPerOutput: number,
): Generator<Piece> {
  const outputs = values.length / inputs;
  const most = Math.floor(PART_BYTES / bytesPerOutput);
  if (outputs <= most) {
    yield { name, values, inputs, outputs, outputsFirst };
    return;
  }
  for (let from = 0, index = 0; from < outputs; from += most, index++) {
    const to = Math.min(from + most, outputs);
    const piece = outputsFirst ? values.subarray(from * inputs, to * inputs) : sliceColumns(values, outputs, from, to);
    yield { name: partName(name, index), values: piece, inputs, outputs: to - from, outputsFirst };
  }
}

function floatBytes(values: Float32Array, float: "float32" | "float16"): Uint8Array {
  return bytesOf(float === "float32" ? values : toHalves(values));
}

function bytesOf(values: Float32Array | Uint16Array | Int8Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
