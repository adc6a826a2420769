import { halfValues } from "../../contract/half-values.ts";
import type { Tensor } from "onnxruntime-web";
import type { Ort } from "./ort.ts";

/** A key or value tensor of the cache: float32 or float16 of shape [rows, heads, columns, headSize]. */
type CacheData = Float32Array | Uint16Array;

/** New tensor whose row `i` is row `rows[i]`, cut to the first `columns` columns. */
export async function rebuildCacheTensor(
  ort: Ort,
  tensor: Tensor,
  rows: readonly number[],
  columns: number,
): Promise<Tensor> {
  const [, heads = 0, oldColumns = 0, headSize = 0] = tensor.dims;
  const old = await readCacheData(tensor);
  const size = rows.length * heads * columns * headSize;
  const data = old instanceof Float32Array ? new Float32Array(size) : new Uint16Array(size);
  rows.forEach((row, r) => {
    for (let head = 0; head < heads; head++) {
      const from = (row * heads + head) * oldColumns * headSize;
      data.set(old.subarray(from, from + columns * headSize), (r * heads + head) * columns * headSize);
    }
  });
  return createCacheTensor(ort, data, [rows.length, heads, columns, headSize]);
}

export function createCacheTensor(ort: Ort, data: CacheData, dims: readonly number[]): Tensor {
  return data instanceof Float32Array ? new ort.Tensor("float32", data, dims) : new ort.Tensor("float16", data, dims);
}

/** The values of a tensor that may be on the GPU; float16 as its bits. */
async function readCacheData(tensor: Tensor): Promise<CacheData> {
  const data = await tensor.getData();
  if (data instanceof Float32Array || data instanceof Uint16Array) return data;
  // Browsers with Float16Array hand float16 out as that.
  if (ArrayBuffer.isView(data)) return new Uint16Array(data.buffer, data.byteOffset, data.byteLength / 2);
  throw new TypeError(`The cache is of type ${tensor.type}.`);
}

/** Values of a float32 or float16 tensor as float32. */
export async function readFloats(tensor: Tensor): Promise<Float32Array> {
  const data = await readCacheData(tensor);
  if (data instanceof Float32Array) return data;
  const values = halfValues();
  return Float32Array.from(data, (half) => values[half] ?? Number.NaN);
}
