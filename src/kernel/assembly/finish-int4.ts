import { Linear } from "./linear";
import { get, get128, put, put128 } from "./memory";

/** Multiplies eight sums with the input's scale, adds the bias and writes them, or as many as exist. */
@inline
export function finishEight(linear: Linear, row: i32, low: v128, high: v128, scale: usize, y: usize): void {
  const factor = f32x4.splat(get<f32>(scale));
  finishFour(linear, row, f32x4.mul(low, factor), y);
  finishFour(linear, row + 4, f32x4.mul(high, factor), y);
}

@inline
function finishFour(linear: Linear, row: i32, values: v128, y: usize): void {
  const left = linear.rows - row;
  if (left <= 0) return;
  const offset = <usize>row * 4;
  const result = linear.bias != 0 ? f32x4.add(values, get128(linear.bias + offset)) : values;
  if (left >= 4) {
    put128(y + offset, result);
    return;
  }
  put<f32>(y + offset, f32x4.extract_lane(result, 0));
  if (left > 1) put<f32>(y + offset + 4, f32x4.extract_lane(result, 1));
  if (left > 2) put<f32>(y + offset + 8, f32x4.extract_lane(result, 2));
}

/** Adds to a token's eight sums those of a block, times their rows' scales. */
@inline
export function addScaled(total: usize, low: v128, high: v128, scales: usize): void {
  put128(total, f32x4.add(get128(total), f32x4.mul(low, get128(scales))));
  put128(total + 16, f32x4.add(get128(total + 16), f32x4.mul(high, get128(scales + 16))));
}
