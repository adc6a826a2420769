import { refuse } from "../../contract/outcome.ts";
import { halfValues } from "../../contract/half-values.ts";
import { readWhole } from "./read-range.ts";
import type { StoredTensor } from "./stored-tensor.ts";

type Decode = (bytes: Uint8Array<ArrayBuffer>) => Float32Array<ArrayBuffer>;

/** How the weights may be stored, by the names of safetensors. All little-endian, as every browser's machine is. */
const DECODERS: Readonly<Record<string, Decode>> = {
  F32: (bytes) => new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4),
  F64: (bytes) => new Float32Array(new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8)),
  BF16: (bytes) => {
    const values = new Float32Array(bytes.length / 2);
    const bits = new Uint32Array(values.buffer);
    const halves = new Uint16Array(bytes.buffer);
    for (let i = 0; i < halves.length; i++) bits[i] = (halves[i] ?? 0) << 16;
    return values;
  },
  F16: (bytes) => {
    const halves = new Uint16Array(bytes.buffer);
    const values = new Float32Array(halves.length);
    const bits = new Uint32Array(values.buffer);
    const table = new Uint32Array(halfValues().buffer);
    for (let i = 0; i < halves.length; i++) bits[i] = table[halves[i] ?? 0] ?? 0;
    return values;
  },
};

/**
 * The values of a tensor as float32, row-major.
 * @throws Refusal `malformed_file` for a value that is not finite or a dtype that weights never have
 */
export async function loadTensor(tensor: StoredTensor): Promise<Float32Array<ArrayBuffer>> {
  const isNew = !proven.has(tensor);
  const values = tensor.compute ? await tensor.compute() : await readValues(tensor, isNew);
  const wrong = isNew ? firstNotFinite(values) : -1;
  if (wrong >= 0)
    throw refuse(
      "malformed_file",
      "tensor_value",
      { ...named(tensor), value: String(values[wrong]), at: wrong },
      about(tensor),
    );
  proven.add(tensor);
  return values;
}

/**
 * Values from the bytes of a tensor, in their order.
 * @throws Refusal `malformed_file` for a dtype that weights never have
 */
export function decodeValues(
  tensor: Pick<StoredTensor, "path" | "name" | "dtype">,
  bytes: Uint8Array<ArrayBuffer>,
): Float32Array<ArrayBuffer> {
  return decoderOf(tensor)(bytes);
}

function decoderOf(tensor: Pick<StoredTensor, "path" | "name" | "dtype">): Decode {
  const decode = Object.hasOwn(DECODERS, tensor.dtype) ? DECODERS[tensor.dtype] : undefined;
  if (!decode) throw refuse("malformed_file", "tensor_dtype", { ...named(tensor), dtype: tensor.dtype }, about(tensor));
  return decode;
}

async function readValues(tensor: StoredTensor, isNew: boolean): Promise<Float32Array<ArrayBuffer>> {
  const decode = decoderOf(tensor);
  const bytes = await readWhole(tensor.path, tensor.bytes);
  if (isNew) tensor.verify?.(bytes);
  const stored = decode(bytes);
  return tensor.strides ? gather(stored, tensor.shape, tensor.strides) : stored;
}

/** Tensors that were read whole once and found in order; those who measure the package read them twice more. */
const proven = new WeakSet<StoredTensor>();

/** All ones: infinite, or no number at all. */
const EXPONENT = 0x7f80_0000;

/** -1 when all are finite. On the bits and in a plain loop: `findIndex` takes four times as long on 38 million values. */
function firstNotFinite(values: Float32Array<ArrayBuffer>): number {
  const bits = new Int32Array(values.buffer, values.byteOffset, values.length);
  for (let i = 0; i < bits.length; i++) {
    if (((bits[i] ?? 0) & EXPONENT) === EXPONENT) return i;
  }
  return -1;
}

const named = ({ path, name }: Pick<StoredTensor, "path" | "name">) => ({ path, name });
const about = ({ path, name }: Pick<StoredTensor, "path" | "name">) => ({ subject: `${path}: ${name}` });

/** Elements in row-major order out of a strided layout, such as a transposed matrix. */
function gather(stored: Float32Array, shape: readonly number[], strides: readonly number[]): Float32Array<ArrayBuffer> {
  const values = new Float32Array(shape.reduce((count, size) => count * size, 1));
  const index = shape.map(() => 0);
  let from = 0;
  for (let to = 0; to < values.length; to++) {
    values[to] = stored[from] ?? 0;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const [size = 0, stride = 0] = [shape[axis], strides[axis]];
      const next = (index[axis] ?? 0) + 1;
      from += stride;
      if (next < size) {
        index[axis] = next;
        break;
      }
      index[axis] = 0;
      from -= stride * size;
    }
  }
  return values;
}
