import { Linear } from "./linear";
import { check, get, get128, getSplat, put, put128 } from "./memory";

/** Scales four sums, adds the bias and writes them, or as many as exist. */
@inline
export function finish(linear: Linear, row: i32, sums: v128, scale: usize, y: usize): void {
  const offset = <usize>row * 4;
  const factors = f32x4.mul(get128(linear.scales + offset), f32x4.splat(get<f32>(scale)));
  putRows(linear, row, f32x4.mul(f32x4.convert_i32x4_s(sums), factors), y);
}

/** Adds the bias to four rows and writes them, or as many as exist. */
@inline
export function putRows(linear: Linear, row: i32, values: v128, y: usize): void {
  const offset = <usize>row * 4;
  const result = linear.bias != 0 ? f32x4.add(values, get128(linear.bias + offset)) : values;
  const left = linear.rows - row;
  if (left >= 4) {
    put128(y + offset, result);
    return;
  }
  put<f32>(y + offset, f32x4.extract_lane(result, 0));
  if (left > 1) put<f32>(y + offset + 4, f32x4.extract_lane(result, 1));
  if (left > 2) put<f32>(y + offset + 8, f32x4.extract_lane(result, 2));
}

/** The same for two rows of two tokens: [token][row]. */
@inline
export function finishPairs(linear: Linear, row: i32, sums: v128, scale: usize, y: usize, stride: usize): void {
  const left = linear.rows - row;
  if (left <= 0) return;
  const offset = <usize>row * 4;
  check(linear.scales + offset, 8);
  const inputScales = v128.shuffle<f32>(getSplat(scale), getSplat(scale + 4), 0, 1, 4, 5);
  const factors = f32x4.mul(v128.load_splat<i64>(linear.scales + offset), inputScales);
  let result = f32x4.mul(f32x4.convert_i32x4_s(sums), factors);
  if (linear.bias != 0) result = f32x4.add(result, v128.load_splat<i64>(linear.bias + offset));
  if (left > 1) {
    check(y + offset, 8);
    check(y + stride + offset, 8);
    v128.store_lane<i64>(y + offset, result, 0);
    v128.store_lane<i64>(y + stride + offset, result, 1);
  } else {
    put<f32>(y + offset, f32x4.extract_lane(result, 0));
    put<f32>(y + stride + offset, f32x4.extract_lane(result, 2));
  }
}
