import { expand, expandedRows } from "./expand";
import { finish, finishPairs } from "./finish-sums";
import { addDot, sumLanes } from "./lanes";
import { Linear } from "./linear";
import { LowRank } from "./low-rank";
import { areMany } from "./matmul-inputs";
import { multiplyHalves } from "./matmul-relaxed";
import { check } from "./memory";
import { multiplyMany } from "./multiply-many";

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
  const rows = term == 0 ? to - from : expandedRows(tokens);
  for (let row = from; row < to; row += rows) {
    const end = min(row + rows, to);
    if (areMany(tokens)) multiplyMany(linear, x, scales, tokens, y, stride, wide, row, end);
    else for (let four = row; four < end; four += 4) multiplyFew(linear, four, x, scales, tokens, y, stride);
    if (term != 0) expand(changetype<LowRank>(term), projected, row, end, tokens, y, stride);
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
    a = addDot(a, v128.load_ext<i8>(w), low);
    b = addDot(b, v128.load_ext<i8>(w, 16), low);
    c = addDot(c, v128.load_ext<i8>(w, 32), low);
    d = addDot(d, v128.load_ext<i8>(w, 48), low);
    a = addDot(a, v128.load_ext<i8>(w, 8), high);
    b = addDot(b, v128.load_ext<i8>(w, 24), high);
    c = addDot(c, v128.load_ext<i8>(w, 40), high);
    d = addDot(d, v128.load_ext<i8>(w, 56), high);
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
      a0 = addDot(a0, first, v);
      a1 = addDot(a1, other, v);
      v = v128.load(p, 16);
      b0 = addDot(b0, first, v);
      b1 = addDot(b1, other, v);
      v = v128.load(p, 32);
      c0 = addDot(c0, first, v);
      c1 = addDot(c1, other, v);
      v = v128.load(p, 48);
      d0 = addDot(d0, first, v);
      d1 = addDot(d1, other, v);
    }
  }
  finishPairs(linear, row, sumLanes(a0, a1, b0, b1), scale, y, stride);
  finishPairs(linear, row, sumLanes(c0, c1, d0, d1), scale + 8, y + 2 * stride, stride);
}
