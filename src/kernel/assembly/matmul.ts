import { expandDone } from "./expand";
import { finish, finishPairs } from "./finish-sums";
import { sumLanes } from "./lanes";
import { Linear } from "./linear";
import { LowRank } from "./low-rank";
import { areMany } from "./matmul-inputs";
import { multiplyHalves } from "./matmul-relaxed";
import { check } from "./memory";
import { MANY_ROWS, multiplyMany } from "./multiply-many";

/**
 * y[t] = rows `from` … `to`, multiples of 8 unless they are the last, of linear(x[t]) for `tokens` tokens. `x` is int16
 * as `quantizeInputs` leaves it, with a float32 scale per token; `y` is float32, `stride` bytes from token to token, and only outputs that exist are written. `wide` is
 * scratch for `scratchBytes`.
 * Sums are exact integers, so a token's result does not depend on the tokens computed beside it.
 * @param term what an adapter adds to it, a LowRank, or 0 @param projected what it has projected
 */
export function matmul(
  linear: Linear, x: usize, scales: usize, tokens: i32, y: usize, stride: usize, wide: usize,
  from: i32, to: i32, term: usize, projected: usize,
): void {
  for (let row = from; row < to; row += MANY_ROWS) {
    const end = min(row + MANY_ROWS, to);
    if (areMany(tokens)) multiplyMany(linear, x, scales, tokens, y, stride, wide, row, end);
    else for (let four = row; four < end; four += 4) multiplyFew(linear, four, x, scales, tokens, y, stride);
    if (term != 0) expandDone(changetype<LowRank>(term), projected, from, row, to, tokens, y, stride);
  }
}

/** Four rows. */
@inline
function multiplyFew(linear: Linear, row: i32, x: usize, scales: usize, tokens: i32, y: usize, stride: usize): void {
  const width = <usize>linear.paddedColumns * 2;
  const weights = linear.weights + <usize>row * <usize>linear.paddedColumns;
  if (RELAXED) {
    for (let t = 0; t < tokens; t++) {
      multiplyHalves(linear, row, weights, x + <usize>t * width, scales + <usize>t * 4, y + <usize>t * stride);
    }
    return;
  }
  let t = 0;
  for (; t + 4 <= tokens; t += 4) {
    const inputs = x + <usize>t * width;
    const outputs = y + <usize>t * stride;
    const factors = scales + <usize>t * 4;
    fourTokens(linear, row, weights, inputs, factors, outputs, stride);
    fourTokens(linear, row + 2, weights + 32, inputs, factors, outputs, stride);
  }
  for (; t < tokens; t++) {
    oneToken(linear, row, weights, x + <usize>t * width, scales + <usize>t * 4, y + <usize>t * stride);
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

/**
 * Two rows for four tokens; `weights` are those of two rows between the two others of their group: the first eight of every 16
 * columns go before the other eight.
 * Eight columns a step: engines put loads first, and eight sums and the factors of more columns would not fit the 16
 * registers of x86.
 */
function fourTokens(
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
  for (let half: usize = 0; half < 2; half++) {
    let w = weights + half * 8;
    for (let p = x + half * 64; p < end; p += 128, w += 64) {
      check(w, 24);
      check(p, 64);
      const first = v128.load_ext<i8>(w);
      const other = v128.load_ext<i8>(w, 16);
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
    }
  }
  finishPairs(linear, row, sumLanes(a0, a1, b0, b1), scale, y, stride);
  finishPairs(linear, row, sumLanes(c0, c1, d0, d1), scale + 8, y + 2 * stride, stride);
}
