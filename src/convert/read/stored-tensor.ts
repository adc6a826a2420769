import { refuseFile } from "../../contract/refuse-file.ts";
import type { ByteSource } from "../../contract/bytes.ts";

/** A tensor at its place in a file; nothing is read yet. */
export interface StoredTensor {
  /** As the file names it. */
  readonly name: string;
  readonly path: string;
  /** As safetensors names it: `F64`, `F32`, `F16`, `BF16`; others are no weights. */
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Elements from one index to the next, a number per dimension; absent when row-major without gaps. */
  readonly strides?: readonly number[];
  /** The elements; with strides, everything from the first to the last of them. */
  readonly bytes: ByteSource;
  /** Works out values that no file holds as such, float32 and row-major; `dtype`, `strides` and `bytes` then say nothing. */
  compute?(): Promise<Float32Array<ArrayBuffer>>;
  /** Checks `bytes` where the container has a checksum of them. */
  verify?(bytes: Uint8Array): void;
}

/** Number of elements, checked against overflow. */
export function elementCount(shape: readonly number[], path: string, name: string): number {
  let count = 1;
  for (const size of shape) {
    if (!Number.isSafeInteger(size) || size < 0 || !Number.isSafeInteger(count * size)) {
      throw refuseFile(path, "impossible_shape", { name });
    }
    count *= size;
  }
  return count;
}
