import { get, get128, getSplat, put, put128 } from "./memory";
import { TILE } from "./model";

/** Highest rank of a {@link LowRank}: PEFT's examples go from 4 to 64. */
export const MOST_RANK: i32 = 64;
/** Bytes of what a tile's tokens are projected to, float32 [TILE][MOST_RANK]. */
export const PROJECTED_BYTES: i32 = TILE * MOST_RANK * 4;

/** What an adapter adds to a product: y += scale · B (A x), all of it float32. Every field has four bytes. */
@unmanaged
export class LowRank {
  /** 0: nothing is added. */
  rank: i32;
  /** Inputs, padded to a multiple of 16. */
  columns: i32;
  /** Outputs that exist. */
  rows: i32;
  scale: f32;
  /** A as [rank/4][columns/4][4][4], zero in the padding, so that four sums read one stream. */
  down: usize;
  /** B as [rows/4][rank][4], zero in the padding. */
  up: usize;
}

/** Where the fields are, in bytes from the struct's address. */
export enum LowRankField {
  rank = offsetof<LowRank>("rank"),
  columns = offsetof<LowRank>("columns"),
  rows = offsetof<LowRank>("rows"),
  scale = offsetof<LowRank>("scale"),
  down = offsetof<LowRank>("down"),
  up = offsetof<LowRank>("up"),
}

/**
 * projected[t] = scale · A x[t] for tokens `from` … `to`; `x` is float32 [tokens][columns], `projected` [tokens][MOST_RANK].
 * Each sum is added up in one order, whatever tokens are computed beside it.
 */
export function project(term: LowRank, x: usize, from: i32, to: i32, projected: usize): void {
  const width = <usize>term.columns * 4;
  let t = from;
  for (; t + 4 <= to; t += 4) projectFour(term, x + <usize>t * width, projected + <usize>(t * MOST_RANK) * 4);
  for (; t < to; t++) projectOne(term, x + <usize>t * width, projected + <usize>(t * MOST_RANK) * 4);
}

/** Two groups of four ranks at a time: eight sums that do not wait for each other. */
function projectOne(term: LowRank, x: usize, to: usize): void {
  const width = <usize>term.columns * 4;
  const scale = f32x4.splat(term.scale);
  const end = x + width;
  let rank = 0;
  let weights = term.down;
  for (; rank + 4 < term.rank; rank += 8, weights += width * 8) {
    let a = f32x4.splat(0);
    let b = a;
    let c = a;
    let d = a;
    let e = a;
    let f = a;
    let g = a;
    let h = a;
    for (let p = x, w = weights; p < end; p += 16, w += 64) {
      const v = get128(p);
      a = f32x4.add(a, f32x4.mul(get128(w), v));
      b = f32x4.add(b, f32x4.mul(get128(w + 16), v));
      c = f32x4.add(c, f32x4.mul(get128(w + 32), v));
      d = f32x4.add(d, f32x4.mul(get128(w + 48), v));
      e = f32x4.add(e, f32x4.mul(get128(w + width * 4), v));
      f = f32x4.add(f, f32x4.mul(get128(w + width * 4 + 16), v));
      g = f32x4.add(g, f32x4.mul(get128(w + width * 4 + 32), v));
      h = f32x4.add(h, f32x4.mul(get128(w + width * 4 + 48), v));
    }
    put128(to + <usize>rank * 4, f32x4.mul(sumFour(a, b, c, d), scale));
    put128(to + <usize>rank * 4 + 16, f32x4.mul(sumFour(e, f, g, h), scale));
  }
  if (rank >= term.rank) return;
  let a = f32x4.splat(0);
  let b = a;
  let c = a;
  let d = a;
  for (let p = x, w = weights; p < end; p += 16, w += 64) {
    const v = get128(p);
    a = f32x4.add(a, f32x4.mul(get128(w), v));
    b = f32x4.add(b, f32x4.mul(get128(w + 16), v));
    c = f32x4.add(c, f32x4.mul(get128(w + 32), v));
    d = f32x4.add(d, f32x4.mul(get128(w + 48), v));
  }
  put128(to + <usize>rank * 4, f32x4.mul(sumFour(a, b, c, d), scale));
}

/** Two ranks of four tokens at a time. */
function projectFour(term: LowRank, x: usize, to: usize): void {
  const width = <usize>term.columns * 4;
  for (let rank = 0; rank < term.rank; rank += 2) {
    let w = term.down + <usize>(rank >> 2) * width * 4 + <usize>(rank & 3) * 16;
    let a = f32x4.splat(0);
    let b = a;
    let c = a;
    let d = a;
    let e = a;
    let f = a;
    let g = a;
    let h = a;
    for (let p = x, end = x + width; p < end; p += 16, w += 64) {
      const first = get128(w);
      const second = get128(w + 16);
      let v = get128(p);
      a = f32x4.add(a, f32x4.mul(first, v));
      e = f32x4.add(e, f32x4.mul(second, v));
      v = get128(p + width);
      b = f32x4.add(b, f32x4.mul(first, v));
      f = f32x4.add(f, f32x4.mul(second, v));
      v = get128(p + width * 2);
      c = f32x4.add(c, f32x4.mul(first, v));
      g = f32x4.add(g, f32x4.mul(second, v));
      v = get128(p + width * 3);
      d = f32x4.add(d, f32x4.mul(first, v));
      h = f32x4.add(h, f32x4.mul(second, v));
    }
    const scale = f32x4.splat(term.scale);
    putColumn(to + <usize>rank * 4, f32x4.mul(sumFour(a, b, c, d), scale));
    putColumn(to + <usize>rank * 4 + 4, f32x4.mul(sumFour(e, f, g, h), scale));
  }
}

/** One number for each of four tokens. */
@inline
function putColumn(to: usize, values: v128): void {
  const stride = <usize>MOST_RANK * 4;
  put<f32>(to, f32x4.extract_lane(values, 0));
  put<f32>(to + stride, f32x4.extract_lane(values, 1));
  put<f32>(to + stride * 2, f32x4.extract_lane(values, 2));
  put<f32>(to + stride * 3, f32x4.extract_lane(values, 3));
}

/** [Σa, Σb, Σc, Σd] */
@inline
function sumFour(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<i32>(a, b, 0, 4, 1, 5), v128.shuffle<i32>(a, b, 2, 6, 3, 7));
  const cd = f32x4.add(v128.shuffle<i32>(c, d, 0, 4, 1, 5), v128.shuffle<i32>(c, d, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<i32>(ab, cd, 0, 1, 4, 5), v128.shuffle<i32>(ab, cd, 2, 3, 6, 7));
}

/**
 * y[t] += B projected[t], outputs `from` … `to`, multiples of 4, of the first `count` tokens; `y` has `stride` bytes from token to
 * token, and only outputs that exist are written: padding that a number beside it made NaN would stay so.
 */
export function expand(
  term: LowRank, projected: usize, count: i32, y: usize, stride: usize, from: i32, to: i32,
): void {
  const whole = min(to, term.rows & ~3);
  for (let t = 0; t < count; t++) {
    const inputs = projected + <usize>(t * MOST_RANK) * 4;
    const outputs = y + <usize>t * stride;
    let row = from;
    for (; row + 16 <= whole; row += 16) expandSixteen(term, row, inputs, outputs + <usize>row * 4);
    for (; row < whole; row += 4) {
      const place = outputs + <usize>row * 4;
      put128(place, expandFour(term, row, inputs, get128(place)));
    }
    if (row < to) expandLast(term, row, inputs, outputs + <usize>row * 4);
  }
}

@inline
function expandSixteen(term: LowRank, row: i32, inputs: usize, y: usize): void {
  const step = <usize>term.rank * 16;
  const weights = term.up + <usize>(row >> 2) * step;
  let a = get128(y);
  let b = get128(y + 16);
  let c = get128(y + 32);
  let d = get128(y + 48);
  for (let w = weights, p = inputs, end = weights + step; w < end; w += 16, p += 4) {
    const v = getSplat(p);
    a = f32x4.add(a, f32x4.mul(get128(w), v));
    b = f32x4.add(b, f32x4.mul(get128(w + step), v));
    c = f32x4.add(c, f32x4.mul(get128(w + step * 2), v));
    d = f32x4.add(d, f32x4.mul(get128(w + step * 3), v));
  }
  put128(y, a);
  put128(y + 16, b);
  put128(y + 32, c);
  put128(y + 48, d);
}

@inline
function expandFour(term: LowRank, row: i32, inputs: usize, sums: v128): v128 {
  const step = <usize>term.rank * 16;
  const weights = term.up + <usize>(row >> 2) * step;
  for (let w = weights, p = inputs, end = weights + step; w < end; w += 16, p += 4) {
    sums = f32x4.add(sums, f32x4.mul(get128(w), getSplat(p)));
  }
  return sums;
}

/** The one to three outputs behind the last whole four. */
function expandLast(term: LowRank, row: i32, inputs: usize, y: usize): void {
  const left = term.rows - row;
  let sums = f32x4.splat(0);
  sums = f32x4.replace_lane(sums, 0, get<f32>(y));
  if (left > 1) sums = f32x4.replace_lane(sums, 1, get<f32>(y + 4));
  if (left > 2) sums = f32x4.replace_lane(sums, 2, get<f32>(y + 8));
  sums = expandFour(term, row, inputs, sums);
  put<f32>(y, f32x4.extract_lane(sums, 0));
  if (left > 1) put<f32>(y + 4, f32x4.extract_lane(sums, 1));
  if (left > 2) put<f32>(y + 8, f32x4.extract_lane(sums, 2));
}
