import { Linear } from "./linear";
import { check, get, get128, getSplat, put, put128 } from "./memory";

/** From this many tokens on it pays to widen four rows of weights to int16 once instead of in every product. */
const MANY: i32 = 8;

/**
 * y[t] = rows `from` … `to`, multiples of 4, of linear(x[t]) for `tokens` tokens. `x` is int16 as {@link inputAddress} says, with a float32 scale per token; `y` is
 * float32, `stride` bytes from token to token, and only outputs that exist are written. `wide` is scratch for
 * paddedColumns × 8 bytes.
 * Sums are exact integers, so a token's result does not depend on the tokens computed beside it.
 */
export function matmul(
  linear: Linear, x: usize, scales: usize, tokens: i32, y: usize, stride: usize, wide: usize,
  from: i32, to: i32,
): void {
  const width = <usize>linear.paddedColumns * 2;
  let weights = linear.weights + <usize>from * <usize>linear.paddedColumns;
  if (RELAXED) {
    for (let row = from; row < to; row += 4, weights += width * 2) {
      for (let t = 0; t < tokens; t++) {
        halves(linear, row, weights, x + <usize>t * width, scales + <usize>t * 4, y + <usize>t * stride);
      }
    }
    return;
  }
  for (let row = from; row < to; row += 4) {
    if (tokens >= MANY) widen(weights, linear.paddedColumns, wide);
    let t = 0;
    for (; t + 4 <= tokens; t += 4) {
      const inputs = x + <usize>t * width;
      const outputs = y + <usize>t * stride;
      const factors = scales + <usize>t * 4;
      if (tokens >= MANY) {
        fourTokens<i16>(linear, row, wide, inputs, factors, outputs, stride);
        fourTokens<i16>(linear, row + 2, wide + width * 2, inputs, factors, outputs, stride);
      } else {
        fourTokens<i8>(linear, row, weights, inputs, factors, outputs, stride);
        fourTokens<i8>(linear, row + 2, weights + 32, inputs, factors, outputs, stride);
      }
    }
    for (; t < tokens; t++) {
      oneToken(linear, row, weights, x + <usize>t * width, scales + <usize>t * 4, y + <usize>t * stride);
    }
    weights += width * 2;
  }
}

/** Four packed rows to int16: [columns/8][2][8] of the first two rows, then of the other two. */
function widen(weights: usize, columns: i32, to: usize): void {
  const half = <usize>columns * 4;
  const end = weights + half;
  for (let w = weights, p = to; w < end; w += 64, p += 64) {
    check(w, 64);
    check(p, 64);
    check(p + half, 64);
    v128.store(p, v128.load_ext<i8>(w));
    v128.store(p, v128.load_ext<i8>(w, 16), 16);
    v128.store(p, v128.load_ext<i8>(w, 8), 32);
    v128.store(p, v128.load_ext<i8>(w, 24), 48);
    v128.store(p + half, v128.load_ext<i8>(w, 32));
    v128.store(p + half, v128.load_ext<i8>(w, 48), 16);
    v128.store(p + half, v128.load_ext<i8>(w, 40), 32);
    v128.store(p + half, v128.load_ext<i8>(w, 56), 48);
  }
}

/** Whether token `t` of `tokens` is one of four whose inputs lie [columns/8][4][8], to be read as one stream. */
@inline
function amongFour(t: i32, tokens: i32): bool {
  return !RELAXED && t < (tokens & ~3);
}

/** Where token `t` of `tokens` begins in the inputs of a product; without three others it lies as [columns]. */
@inline
export function inputAddress(x: usize, t: i32, tokens: i32, columns: i32): usize {
  const first = amongFour(t, tokens) ? t & ~3 : t;
  return x + <usize>first * <usize>columns * 2 + <usize>(t - first) * 16;
}

/** Bytes from eight of its columns to the next eight. */
@inline
export function inputStep(t: i32, tokens: i32): usize {
  return amongFour(t, tokens) ? 64 : 16;
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

/**
 * Four rows for one token in the relaxed build, whose instruction multiplies 16 bytes at once where the processor can.
 * It may take the second factor as signed or unsigned and may saturate between, so that factor stays below 128: then
 * all processors agree, and the sums are those of the other build to the last bit.
 */
function halves(linear: Linear, row: i32, weights: usize, x: usize, scale: usize, y: usize): void {
  let a = i32x4.splat(0);
  let b = a;
  let c = a;
  let d = a;
  let e = a;
  let f = a;
  let g = a;
  let h = a;
  const end = x + <usize>linear.paddedColumns * 2;
  for (let w = weights; x < end; x += 32, w += 64) {
    check(w, 64);
    check(x, 32);
    const upper = v128.load(x);
    const lower = v128.load(x, 16);
    let v = v128.load(w);
    a = i32x4.relaxed_dot_i8x16_i7x16_add_s(v, upper, a);
    e = i32x4.relaxed_dot_i8x16_i7x16_add_s(v, lower, e);
    v = v128.load(w, 16);
    b = i32x4.relaxed_dot_i8x16_i7x16_add_s(v, upper, b);
    f = i32x4.relaxed_dot_i8x16_i7x16_add_s(v, lower, f);
    v = v128.load(w, 32);
    c = i32x4.relaxed_dot_i8x16_i7x16_add_s(v, upper, c);
    g = i32x4.relaxed_dot_i8x16_i7x16_add_s(v, lower, g);
    v = v128.load(w, 48);
    d = i32x4.relaxed_dot_i8x16_i7x16_add_s(v, upper, d);
    h = i32x4.relaxed_dot_i8x16_i7x16_add_s(v, lower, h);
  }
  // Σ w x = 128 Σ w upper + Σ w lower - 8192 Σ w; what overflows on the way comes back.
  const sums = i32x4.add(i32x4.shl(sumLanes(a, b, c, d), 7), sumLanes(e, f, g, h));
  const shift = i32x4.shl(get128(linear.sums + <usize>row * 4), 13);
  finish(linear, row, i32x4.sub(sums, shift), scale, y);
}

/**
 * Two rows for four tokens. `weights` are `i16` as {@link widen} leaves them, or `i8`, the two rows between the two others
 * of their group; then the first eight of every 16 columns go before the other eight.
 * Eight columns a step: engines put loads first, and eight sums and the factors of more columns would not fit the 16
 * registers of x86. With sixteen columns, and sums on the stack, 64 tokens of GPT-2 124M took 180 ms instead of 154.
 */
function fourTokens<T>(
  linear: Linear, row: i32, weights: usize, x: usize, scale: usize, y: usize, stride: usize,
): void {
  let a0 = i32x4.splat(0);
  let a1 = a0;
  let b0 = a0;
  let b1 = a0;
  let c0 = a0;
  let c1 = a0;
  let d0 = a0;
  let d1 = a0;
  const end = x + <usize>linear.paddedColumns * 8;
  for (let half: usize = 0; half < (sizeof<T>() == 1 ? 2 : 1); half++) {
    let w = weights + half * 8;
    for (let p = x + half * 64; p < end; p += sizeof<T>() == 1 ? 128 : 64) {
      check(w, sizeof<T>() * 16);
      check(p, 64);
      const first = sizeof<T>() == 1 ? v128.load_ext<i8>(w) : v128.load(w);
      const other = sizeof<T>() == 1 ? v128.load_ext<i8>(w, 16) : v128.load(w, 16);
      let v = v128.load(p);
      a0 = i32x4.add(a0, i32x4.dot_i16x8_s(first, v));
      a1 = i32x4.add(a1, i32x4.dot_i16x8_s(other, v));
      v = v128.load(p, 16);
      b0 = i32x4.add(b0, i32x4.dot_i16x8_s(first, v));
      b1 = i32x4.add(b1, i32x4.dot_i16x8_s(other, v));
      v = v128.load(p, 32);
      c0 = i32x4.add(c0, i32x4.dot_i16x8_s(first, v));
      c1 = i32x4.add(c1, i32x4.dot_i16x8_s(other, v));
      v = v128.load(p, 48);
      d0 = i32x4.add(d0, i32x4.dot_i16x8_s(first, v));
      d1 = i32x4.add(d1, i32x4.dot_i16x8_s(other, v));
      w += sizeof<T>() == 1 ? 64 : 32;
    }
  }
  finishPairs(linear, row, sumLanes(a0, a1, b0, b1), scale, y, stride);
  finishPairs(linear, row, sumLanes(c0, c1, d0, d1), scale + 8, y + 2 * stride, stride);
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

/** The same for two rows of two tokens: [token][row]. */
@inline
function finishPairs(linear: Linear, row: i32, sums: v128, scale: usize, y: usize, stride: usize): void {
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
