import { INT4_BLOCK } from "./int4-layout";
import { Linear, padTo, weightAddress } from "./linear";
import { get, get128, put, put128 } from "./memory";

// For the backward pass, whose products are of int8 in both directions: 4-bit weights are rounded to one scale per output.

/**
 * Packs weights as `packInt4` does into a product of int8: as steps -8 … 7 until {@link rescaleInt4} sees the scales, which
 * must come behind them.
 */
export function packInt4AsInt8(linear: Linear, first: i32, count: i32, source: usize): void {
  const blocks = padTo(linear.columns, INT4_BLOCK) / INT4_BLOCK;
  let from = source;
  for (let n = 0; n < count; n++) {
    for (let b = 0; b < blocks; b++, from += 16) {
      const pairs = get128(from);
      const low = i8x16.sub(v128.and(pairs, i8x16.splat(15)), i8x16.splat(8));
      const high = i8x16.sub(i8x16.shr_u(pairs, 4), i8x16.splat(8));
      const k = b * INT4_BLOCK;
      const to = weightAddress(linear, first + n, k);
      put128(to, i8x16.shuffle(low, high, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23));
      // The last block may reach over the padding.
      if (k + 16 >= linear.paddedColumns) continue;
      put128(to + 64, i8x16.shuffle(low, high, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31));
    }
  }
}

/**
 * Turns the steps of {@link packInt4AsInt8} in outputs `first` … `first + count` into int8 with one scale per output; `scales` is
 * float32 [count][blocks].
 */
export function rescaleInt4(linear: Linear, first: i32, count: i32, scales: usize): void {
  const blocks = padTo(linear.columns, INT4_BLOCK) / INT4_BLOCK;
  for (let n = 0; n < count; n++) rescaleRow(linear, first + n, scales + <usize>n * <usize>blocks * 4);
}

function rescaleRow(linear: Linear, row: i32, scales: usize): void {
  let largest = f32x4.splat(0);
  for (let k = 0; k < linear.paddedColumns; k += 16) {
    const steps = i8x16.abs(get128(weightAddress(linear, row, k)));
    const pairs = i16x8.max_s(i16x8.extend_low_i8x16_s(steps), i16x8.extend_high_i8x16_s(steps));
    const fours = i32x4.max_s(i32x4.extend_low_i16x8_s(pairs), i32x4.extend_high_i16x8_s(pairs));
    const scale = f32x4.abs(getScale(scales, k));
    largest = f32x4.max(largest, f32x4.mul(f32x4.convert_i32x4_s(fours), scale));
  }
  const low = max(f32x4.extract_lane(largest, 0), f32x4.extract_lane(largest, 1));
  const most = max(low, max(f32x4.extract_lane(largest, 2), f32x4.extract_lane(largest, 3)));
  put<f32>(linear.scales + <usize>row * 4, most / 127);
  const inverse = f32x4.splat(most > 0 ? 127 / most : 0);
  for (let k = 0; k < linear.paddedColumns; k += 16) {
    const address = weightAddress(linear, row, k);
    const factor = f32x4.mul(getScale(scales, k), inverse);
    const steps = get128(address);
    const first = rescaleEight(i16x8.extend_low_i8x16_s(steps), factor);
    put128(address, i8x16.narrow_i16x8_s(first, rescaleEight(i16x8.extend_high_i8x16_s(steps), factor)));
  }
}

@inline
function getScale(scales: usize, column: i32): v128 {
  return f32x4.splat(get<f32>(scales + <usize>(column / INT4_BLOCK) * 4));
}

@inline
function rescaleEight(steps: v128, factor: v128): v128 {
  const low = f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(steps)), factor);
  const high = f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(steps)), factor);
  return i16x8.narrow_i32x4_s(
    i32x4.trunc_sat_f32x4_s(f32x4.nearest(low)),
    i32x4.trunc_sat_f32x4_s(f32x4.nearest(high)),
  );
}
