import { putRows } from "./finish-sums";
import { Linear } from "./linear";
import { get, get128, put128 } from "./memory";

/** Multiplies eight sums with the input's scale, adds the bias and writes them, or as many as exist. */
@inline
export function finishEight(linear: Linear, row: i32, low: v128, high: v128, scale: usize, y: usize): void {
  const factor = f32x4.splat(get<f32>(scale));
  putRows(linear, row, f32x4.mul(low, factor), y);
  if (row + 4 < linear.rows) putRows(linear, row + 4, f32x4.mul(high, factor), y);
}

/** Adds to a token's eight sums those of a block, times their rows' scales. */
@inline
export function addScaled(total: usize, low: v128, high: v128, lowScales: v128, highScales: v128): void {
  put128(total, f32x4.add(get128(total), f32x4.mul(f32x4.convert_i32x4_s(low), lowScales)));
  put128(total + 16, f32x4.add(get128(total + 16), f32x4.mul(f32x4.convert_i32x4_s(high), highScales)));
}
