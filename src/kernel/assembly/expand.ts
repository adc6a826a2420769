import { LowRank, MOST_RANK, projectionOf } from "./low-rank";
import { get, get128, getSplat, put, put128 } from "./memory";

/**
 * y[t] += B projected[t], outputs `from` … `to`, multiples of 4, of the first `count` tokens; `y` has `stride` bytes from token to
 * token, and only outputs that exist are written: padding that a number beside it made NaN would stay so.
 */
export function expand(
  term: LowRank, scratch: usize, count: i32, y: usize, stride: usize, from: i32, to: i32,
): void {
  const whole = min(to, term.rows & ~3);
  const step = <usize>term.rank * 8;
  for (let t = 0; t < count; t++) {
    const inputs = projectionOf(scratch, t);
    const scale = getSplat(inputs + MOST_RANK * 2);
    const outputs = y + <usize>t * stride;
    let weights = term.up + <usize>(from >> 2) * step;
    let row = from;
    for (; row + 8 <= whole; row += 8, weights += step * 2) expandEight(term, row, weights, step, inputs, scale, outputs + <usize>row * 4);
    for (; row < whole; row += 4, weights += step) {
      const place = outputs + <usize>row * 4;
      put128(place, f32x4.add(get128(place), expandFour(term, row, weights, step, inputs, scale)));
    }
    if (row < to) addLast(term, row, expandFour(term, row, weights, step, inputs, scale), outputs + <usize>row * 4);
  }
}

@inline
function expandEight(term: LowRank, row: i32, weights: usize, step: usize, inputs: usize, scale: v128, y: usize): void {
  let a = i32x4.splat(0);
  let b = a;
  for (let w = weights, p = inputs, end = weights + step; w < end; w += 32, p += 8) {
    let v = getSplat(p);
    a = i32x4.add(a, i32x4.dot_i16x8_s(get128(w), v));
    b = i32x4.add(b, i32x4.dot_i16x8_s(get128(w + step), v));
    v = getSplat(p + 4);
    a = i32x4.add(a, i32x4.dot_i16x8_s(get128(w + 16), v));
    b = i32x4.add(b, i32x4.dot_i16x8_s(get128(w + step + 16), v));
  }
  const scales = term.upScales + <usize>row;
  put128(y, f32x4.add(get128(y), f32x4.mul(f32x4.convert_i32x4_s(a), f32x4.mul(getSplat(scales), scale))));
  put128(y + 16, f32x4.add(get128(y + 16), f32x4.mul(f32x4.convert_i32x4_s(b), f32x4.mul(getSplat(scales + 4), scale))));
}

@inline
function expandFour(term: LowRank, row: i32, weights: usize, step: usize, inputs: usize, scale: v128): v128 {
  let sums = i32x4.splat(0);
  for (let w = weights, p = inputs, end = weights + step; w < end; w += 16, p += 4) {
    sums = i32x4.add(sums, i32x4.dot_i16x8_s(get128(w), getSplat(p)));
  }
  return f32x4.mul(f32x4.convert_i32x4_s(sums), f32x4.mul(getSplat(term.upScales + <usize>row), scale));
}

/** The one to three outputs behind the last whole four. */
function addLast(term: LowRank, row: i32, added: v128, y: usize): void {
  const left = term.rows - row;
  put<f32>(y, get<f32>(y) + f32x4.extract_lane(added, 0));
  if (left > 1) put<f32>(y + 4, get<f32>(y + 4) + f32x4.extract_lane(added, 1));
  if (left > 2) put<f32>(y + 8, get<f32>(y + 8) + f32x4.extract_lane(added, 2));
}
