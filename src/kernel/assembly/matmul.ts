import { Linear } from "./linear";
import { check, get, get128, put, put128 } from "./memory";

/**
 * y[t] = linear(x[t]) for `tokens` tokens. `x` is int16 [tokens][paddedColumns] with a float32 scale per token; `y` is
 * float32, `stride` bytes from token to token, and only outputs that exist are written.
 * Sums are exact integers, so a token's result does not depend on the tokens computed beside it.
 */
export function matmul(linear: Linear, x: usize, scales: usize, tokens: i32, y: usize, stride: usize): void {
  const width = <usize>linear.paddedColumns * 2;
  let weights = linear.weights;
  for (let row = 0; row < linear.paddedRows; row += 4) {
    let t = 0;
    for (; t + 1 < tokens; t += 2) {
      twoTokens(linear, row, weights, x + <usize>t * width, scales + <usize>t * 4, y + <usize>t * stride, stride);
    }
    if (t < tokens) oneToken(linear, row, weights, x + <usize>t * width, scales + <usize>t * 4, y + <usize>t * stride);
    weights += width * 2;
  }
}

function oneToken(linear: Linear, row: i32, weights: usize, x: usize, scale: usize, y: usize): void {
  let a = i32x4.splat(0);
  let b = a;
  let c = a;
  let d = a;
  const end = x + <usize>linear.paddedColumns * 2;
  for (let w = weights; x < end; x += 32, w += 64) {
    check(w, 64);
    check(x, 32);
    const low = v128.load(x);
    const high = v128.load(x, 16);
    a = i32x4.add(a, i32x4.dot_i16x8_s(v128.load_ext<i8>(w), low));
    b = i32x4.add(b, i32x4.dot_i16x8_s(v128.load_ext<i8>(w, 16), low));
    c = i32x4.add(c, i32x4.dot_i16x8_s(v128.load_ext<i8>(w, 32), low));
    d = i32x4.add(d, i32x4.dot_i16x8_s(v128.load_ext<i8>(w, 48), low));
    a = i32x4.add(a, i32x4.dot_i16x8_s(v128.load_ext<i8>(w, 8), high));
    b = i32x4.add(b, i32x4.dot_i16x8_s(v128.load_ext<i8>(w, 24), high));
    c = i32x4.add(c, i32x4.dot_i16x8_s(v128.load_ext<i8>(w, 40), high));
    d = i32x4.add(d, i32x4.dot_i16x8_s(v128.load_ext<i8>(w, 56), high));
  }
  finish(linear, row, sumLanes(a, b, c, d), scale, y);
}

function twoTokens(
  linear: Linear, row: i32, weights: usize, x: usize, scale: usize, y: usize, stride: usize,
): void {
  const width = <usize>linear.paddedColumns * 2;
  let a = i32x4.splat(0);
  let b = a;
  let c = a;
  let d = a;
  let e = a;
  let f = a;
  let g = a;
  let h = a;
  const end = x + width;
  let second = x + width;
  for (let w = weights; x < end; x += 32, second += 32, w += 64) {
    check(w, 64);
    check(x, 32);
    check(second, 32);
    const low = v128.load(x);
    const secondLow = v128.load(second);
    let v = v128.load_ext<i8>(w);
    a = i32x4.add(a, i32x4.dot_i16x8_s(v, low));
    e = i32x4.add(e, i32x4.dot_i16x8_s(v, secondLow));
    v = v128.load_ext<i8>(w, 16);
    b = i32x4.add(b, i32x4.dot_i16x8_s(v, low));
    f = i32x4.add(f, i32x4.dot_i16x8_s(v, secondLow));
    v = v128.load_ext<i8>(w, 32);
    c = i32x4.add(c, i32x4.dot_i16x8_s(v, low));
    g = i32x4.add(g, i32x4.dot_i16x8_s(v, secondLow));
    v = v128.load_ext<i8>(w, 48);
    d = i32x4.add(d, i32x4.dot_i16x8_s(v, low));
    h = i32x4.add(h, i32x4.dot_i16x8_s(v, secondLow));
    const high = v128.load(x, 16);
    const secondHigh = v128.load(second, 16);
    v = v128.load_ext<i8>(w, 8);
    a = i32x4.add(a, i32x4.dot_i16x8_s(v, high));
    e = i32x4.add(e, i32x4.dot_i16x8_s(v, secondHigh));
    v = v128.load_ext<i8>(w, 24);
    b = i32x4.add(b, i32x4.dot_i16x8_s(v, high));
    f = i32x4.add(f, i32x4.dot_i16x8_s(v, secondHigh));
    v = v128.load_ext<i8>(w, 40);
    c = i32x4.add(c, i32x4.dot_i16x8_s(v, high));
    g = i32x4.add(g, i32x4.dot_i16x8_s(v, secondHigh));
    v = v128.load_ext<i8>(w, 56);
    d = i32x4.add(d, i32x4.dot_i16x8_s(v, high));
    h = i32x4.add(h, i32x4.dot_i16x8_s(v, secondHigh));
  }
  finish(linear, row, sumLanes(a, b, c, d), scale, y);
  finish(linear, row, sumLanes(e, f, g, h), scale + 4, y + stride);
}

/** [Σa, Σb, Σc, Σd] */
@inline
function sumLanes(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = i32x4.add(v128.shuffle<i32>(a, b, 0, 4, 1, 5), v128.shuffle<i32>(a, b, 2, 6, 3, 7));
  const cd = i32x4.add(v128.shuffle<i32>(c, d, 0, 4, 1, 5), v128.shuffle<i32>(c, d, 2, 6, 3, 7));
  return i32x4.add(v128.shuffle<i32>(ab, cd, 0, 1, 4, 5), v128.shuffle<i32>(ab, cd, 2, 3, 6, 7));
}

/** Scales four sums, adds the bias and writes them, or as many as exist. */
@inline
function finish(linear: Linear, row: i32, sums: v128, scale: usize, y: usize): void {
  const offset = <usize>row * 4;
  const factors = f32x4.mul(get128(linear.scales + offset), f32x4.splat(get<f32>(scale)));
  let result = f32x4.mul(f32x4.convert_i32x4_s(sums), factors);
  if (linear.bias != 0) result = f32x4.add(result, get128(linear.bias + offset));
  const left = linear.rows - row;
  if (left >= 4) {
    put128(y + offset, result);
    return;
  }
  put<f32>(y + offset, f32x4.extract_lane(result, 0));
  if (left > 1) put<f32>(y + offset + 4, f32x4.extract_lane(result, 1));
  if (left > 2) put<f32>(y + offset + 8, f32x4.extract_lane(result, 2));
}
