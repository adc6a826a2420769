import { check, get, get128, getSplat, put, put128 } from "./memory";
import { TILE } from "./model";
import { bound, inverseScale, largestMagnitude, MOST, quantizeEight } from "./quantize";

/** Highest rank of a {@link LowRank}: PEFT's examples go from 4 to 64. */
export const MOST_RANK: i32 = 64;
/** Tokens whose inputs are quantized and projected together. */
export const PROJECTED_TOKENS: i32 = 4;
/** Most magnitude of A's integers: with inputs of 14 bits a lane's sum over {@link CHUNK} columns is at most 2^31 - 1. */
export const MOST_DOWN: i32 = 16_383;
/** Columns whose products are added up as integers. */
const CHUNK: i32 = 64;
/** Bytes of a token's projections: int16 × MOST_RANK, and their scale with room to the next cache line. */
const PROJECTED: usize = <usize>(MOST_RANK * 2 + 64);
/** Bytes of scratch for a tile's projections and the sums of a few tokens; PROJECTED_TOKENS × inputs of int16 lie behind them. */
export const PROJECTED_BYTES: i32 = TILE * <i32>PROJECTED + PROJECTED_TOKENS * MOST_RANK * 4;

/**
 * What an adapter adds to a product: y += scale · B (A x), of integers with 15 bits for A, 14 for x and A x, 13 to 16 for B. Every field has
 * four bytes.
 */
@unmanaged
export class LowRank {
  /** Padded to a multiple of 4; 0: nothing is added. */
  rank: i32;
  /** Inputs, padded to a multiple of 16. */
  columns: i32;
  /** Outputs that exist. */
  rows: i32;
  /** A, int16: groups of eight ranks, the last may have four, each [columns/8][8 or 4][8], zero in the padding. */
  down: usize;
  /** float32 per rank: what its sums are multiplied by. */
  downScales: usize;
  /** B, int16 [rows/4][rank/2][4][2], zero in the padding. */
  up: usize;
  /** float32 per four rows. */
  upScales: usize;
}

/** Where the fields are, in bytes from the struct's address. */
export enum LowRankField {
  rank = offsetof<LowRank>("rank"),
  columns = offsetof<LowRank>("columns"),
  rows = offsetof<LowRank>("rows"),
  down = offsetof<LowRank>("down"),
  downScales = offsetof<LowRank>("downScales"),
  up = offsetof<LowRank>("up"),
  upScales = offsetof<LowRank>("upScales"),
}

/** Most magnitude of B's integers: a sum over `rank` of its products with 14 bits stays inside int32. */
export function mostUp(rank: i32): i32 {
  return min(<i32>i16.MAX_VALUE, i32.MAX_VALUE / (MOST * rank));
}

@inline
export function projectionOf(scratch: usize, token: i32): usize {
  return scratch + <usize>token * PROJECTED;
}

/**
 * Leaves A x[t] of `count` tokens in the scratch; `x` is float32 [tokens][columns].
 * @param quantized the same as `quantize` leaves it, with its scales, where that is int16 [tokens][columns]; else 0
 * Sums of 64 columns are exact, and these are added in one order, whatever tokens are computed beside them.
 */
export function project(
  term: LowRank, x: usize, count: i32, quantized: usize, scales: usize, scratch: usize,
): void {
  const sums = scratch + <usize>TILE * PROJECTED;
  const room = sums + <usize>(PROJECTED_TOKENS * MOST_RANK * 4);
  const width = <usize>term.columns;
  for (let first = 0; first < count; first += PROJECTED_TOKENS) {
    const tokens = min(PROJECTED_TOKENS, count - first);
    const inputs = quantized != 0 ? quantized + <usize>first * width * 2 : room;
    for (let t = 0; t < tokens; t++) {
      const own = <usize>(first + t);
      const scale = quantized != 0
        ? get<f32>(scales + own * 4)
        : quantizeRow(x + own * width * 4, term.columns, room + <usize>t * width * 2);
      put<f32>(projectionOf(scratch, first + t) + MOST_RANK * 2, scale);
    }
    if (tokens == PROJECTED_TOKENS) projectFour(term, inputs, sums);
    else for (let t = 0; t < tokens; t++) projectOne(term, inputs + <usize>t * width * 2, sums + <usize>(t * MOST_RANK) * 4);
    for (let t = 0; t < tokens; t++) {
      finishProjection(term, sums + <usize>(t * MOST_RANK) * 4, projectionOf(scratch, first + t));
    }
  }
}

/** @returns the step, not finite where an input is not */
@inline
function quantizeRow(from: usize, columns: i32, to: usize): f32 {
  const end = from + <usize>columns * 4;
  const largest = largestMagnitude(from, end);
  const levels = <f32>bound(columns);
  const inverse = inverseScale(largest, levels);
  for (let p = from, q = to; p < end; p += 32, q += 16) put128(q, quantizeEight(get128(p), get128(p + 16), inverse));
  return largest / levels;
}

/** Scales a token's sums, float32, and makes integers of them, whose scale takes the place of the inputs'. */
function finishProjection(term: LowRank, sums: usize, to: usize): void {
  const end = sums + <usize>term.rank * 4;
  const factors = getSplat(to + MOST_RANK * 2);
  for (let p = sums, s = term.downScales; p < end; p += 16, s += 16) {
    put128(p, f32x4.mul(get128(p), f32x4.mul(get128(s), factors)));
  }
  const largest = largestMagnitude(sums, end);
  const inverse = inverseScale(largest, <f32>MOST);
  for (let p = sums, q = to; p < end; p += 16, q += 8) {
    const four = get128(p);
    check(q, 8);
    v128.store_lane<i64>(q, quantizeEight(four, four, inverse), 0);
  }
  put<f32>(to + MOST_RANK * 2, largest / <f32>MOST);
}

/** A x of one token, unscaled, float32 [rank]: eight ranks read one stream. */
function projectOne(term: LowRank, x: usize, to: usize): void {
  let weights = term.down;
  let rank = 0;
  for (; rank + 8 <= term.rank; rank += 8) weights = projectEight(weights, x, term.columns, to + <usize>rank * 4);
  if (rank < term.rank) projectLast(weights, x, term.columns, to + <usize>rank * 4);
}

/** @returns where the weights end */
@inline
function projectEight(w: usize, x: usize, columns: i32, to: usize): usize {
  let first = f32x4.splat(0);
  let second = first;
  for (let from = 0; from < columns; from += CHUNK) {
    let a = i32x4.splat(0);
    let b = a;
    let c = a;
    let d = a;
    let e = a;
    let f = a;
    let g = a;
    let h = a;
    const end = x + <usize>min(CHUNK, columns - from) * 2;
    for (; x < end; x += 16, w += 128) {
      check(w, 128);
      const v = get128(x);
      a = i32x4.add(a, i32x4.dot_i16x8_s(v128.load(w), v));
      b = i32x4.add(b, i32x4.dot_i16x8_s(v128.load(w, 16), v));
      c = i32x4.add(c, i32x4.dot_i16x8_s(v128.load(w, 32), v));
      d = i32x4.add(d, i32x4.dot_i16x8_s(v128.load(w, 48), v));
      e = i32x4.add(e, i32x4.dot_i16x8_s(v128.load(w, 64), v));
      f = i32x4.add(f, i32x4.dot_i16x8_s(v128.load(w, 80), v));
      g = i32x4.add(g, i32x4.dot_i16x8_s(v128.load(w, 96), v));
      h = i32x4.add(h, i32x4.dot_i16x8_s(v128.load(w, 112), v));
    }
    first = f32x4.add(first, sumFour(a, b, c, d));
    second = f32x4.add(second, sumFour(e, f, g, h));
  }
  put128(to, first);
  put128(to + 16, second);
  return w;
}

function projectLast(w: usize, x: usize, columns: i32, to: usize): void {
  let sums = f32x4.splat(0);
  for (let from = 0; from < columns; from += CHUNK) {
    let a = i32x4.splat(0);
    let b = a;
    let c = a;
    let d = a;
    const end = x + <usize>min(CHUNK, columns - from) * 2;
    for (; x < end; x += 16, w += 64) {
      const v = get128(x);
      a = i32x4.add(a, i32x4.dot_i16x8_s(get128(w), v));
      b = i32x4.add(b, i32x4.dot_i16x8_s(get128(w + 16), v));
      c = i32x4.add(c, i32x4.dot_i16x8_s(get128(w + 32), v));
      d = i32x4.add(d, i32x4.dot_i16x8_s(get128(w + 48), v));
    }
    sums = f32x4.add(sums, sumFour(a, b, c, d));
  }
  put128(to, sums);
}

/** The same of four tokens, two ranks at a time. */
function projectFour(term: LowRank, x: usize, to: usize): void {
  for (let group = 0; group < term.rank; group += 8) {
    const ranks = min(8, term.rank - group);
    const weights = term.down + <usize>group * <usize>term.columns * 2;
    for (let r = 0; r < ranks; r += 2) {
      projectPair(weights + <usize>r * 16, <usize>ranks * 16, x, term.columns, to + <usize>(group + r) * 4);
    }
  }
}

@inline
function projectPair(w: usize, step: usize, x: usize, columns: i32, to: usize): void {
  const width = <usize>columns * 2;
  let first = f32x4.splat(0);
  let second = first;
  for (let from = 0; from < columns; from += CHUNK) {
    let a = i32x4.splat(0);
    let b = a;
    let c = a;
    let d = a;
    let e = a;
    let f = a;
    let g = a;
    let h = a;
    const end = x + <usize>min(CHUNK, columns - from) * 2;
    for (; x < end; x += 16, w += step) {
      const one = get128(w);
      const other = get128(w + 16);
      let v = get128(x);
      a = i32x4.add(a, i32x4.dot_i16x8_s(one, v));
      e = i32x4.add(e, i32x4.dot_i16x8_s(other, v));
      v = get128(x + width);
      b = i32x4.add(b, i32x4.dot_i16x8_s(one, v));
      f = i32x4.add(f, i32x4.dot_i16x8_s(other, v));
      v = get128(x + width * 2);
      c = i32x4.add(c, i32x4.dot_i16x8_s(one, v));
      g = i32x4.add(g, i32x4.dot_i16x8_s(other, v));
      v = get128(x + width * 3);
      d = i32x4.add(d, i32x4.dot_i16x8_s(one, v));
      h = i32x4.add(h, i32x4.dot_i16x8_s(other, v));
    }
    first = f32x4.add(first, sumFour(a, b, c, d));
    second = f32x4.add(second, sumFour(e, f, g, h));
  }
  putColumn(to, first);
  putColumn(to + 4, second);
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

/** [Σa, Σb, Σc, Σd] of four lanes each, int32: their sum may be more than an int32 holds. */
@inline
function sumFour(a: v128, b: v128, c: v128, d: v128): v128 {
  return sumFloats(f32x4.convert_i32x4_s(a), f32x4.convert_i32x4_s(b), f32x4.convert_i32x4_s(c), f32x4.convert_i32x4_s(d));
}

@inline
function sumFloats(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<i32>(a, b, 0, 4, 1, 5), v128.shuffle<i32>(a, b, 2, 6, 3, 7));
  const cd = f32x4.add(v128.shuffle<i32>(c, d, 0, 4, 1, 5), v128.shuffle<i32>(c, d, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<i32>(ab, cd, 0, 1, 4, 5), v128.shuffle<i32>(ab, cd, 2, 3, 6, 7));
}

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
