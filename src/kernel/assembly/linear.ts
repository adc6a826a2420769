import { CACHE_LINE, get128, put } from "./memory";

/** Steps of a rest in one of the weights: what rounding leaves, half a step at most, reaches from -127 to 127. */
export const REST_STEPS: f32 = 254;

/**
 * A matrix product with int8 weights: y[n] = (Σ_k x[k] · w[n][k]) · scale[n] + bias[n], or with weights of 4 bits, whose scales
 * lie with them (`int4-layout.ts`).
 * Weights lie as [rows/4][columns/16][4][16] bytes, so that one pass over four rows reads one sequential stream.
 * What int8 leaves of a float is in the rest, whose steps are REST_STEPS times as fine: together they hold 16 bits.
 */
@unmanaged
export class Linear {
  weights: usize;
  /** float32 per row, zero in the padding; 0 with 4 bits. */
  scales: usize;
  /** float32 per row; 0 when there is none. */
  bias: usize;
  /** The rest's Linear; 0 when there is none. */
  rest: usize;
  /** Relaxed build: Σ_k w[n][k] as int32 per row; 0 with 4 bits. */
  sums: usize;
  /** Outputs that exist. */
  rows: i32;
  /** Outputs, padded to a multiple of 4, of 8 with 4 bits. */
  paddedRows: i32;
  /** Inputs that exist. */
  columns: i32;
  /** Inputs, padded to a multiple of 16. */
  paddedColumns: i32;
  /** 1: weights of 4 bits. */
  int4: i32;
}

@inline
export function padTo(value: i32, multiple: i32): i32 {
  return ((value + multiple - 1) / multiple) * multiple;
}

/**
 * Bytes from one token's floats to the next one's: an odd number of cache lines. With an even one all tokens' would fall into a few
 * places of the first-level cache, with a power of two into one, and what is written of eight outputs pushes itself out.
 */
@inline
export function rowBytes(columns: i32): usize {
  return (<usize>padTo(columns, 16) * 4) | CACHE_LINE;
}

/** Address of the int8 weight of output `row` and input `column`. */
@inline
export function weightAddress(linear: Linear, row: i32, column: i32): usize {
  const group = <usize>(row >> 2) * <usize>linear.paddedColumns * 4;
  return linear.weights + group + (<usize>(column >> 4) << 6) + (<usize>(row & 3) << 4) + <usize>(column & 15);
}

/** Relaxed build: adds up each row's weights, and those of the rest, once they are all there. */
export function sumRows(linear: Linear): void {
  if (linear.int4) return;
  if (linear.rest != 0) sumRows(changetype<Linear>(linear.rest));
  for (let row = 0; row < linear.rows; row++) {
    let total = i32x4.splat(0);
    for (let k = 0; k < linear.paddedColumns; k += 16) {
      const sum = i16x8.extadd_pairwise_i8x16_s(get128(weightAddress(linear, row, k)));
      total = i32x4.add(total, i32x4.extadd_pairwise_i16x8_s(sum));
    }
    const low = i32x4.extract_lane(total, 0) + i32x4.extract_lane(total, 1);
    put<i32>(linear.sums + <usize>row * 4, low + i32x4.extract_lane(total, 2) + i32x4.extract_lane(total, 3));
  }
}
