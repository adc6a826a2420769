import { accumulate, keyScore, quantizeWeights, Scratch, softmax } from "./attention";
import { BLOCK_POSITIONS, keysOf, levels, scalesOf, valuesOf } from "./cache-block";
import { padTo } from "./linear";
import { check, get, get128, put } from "./memory";
import { inverseScale, largestMagnitude, putPairs, quantizeEight } from "./quantize";

// Attention of four queries of a prompt side by side: what is loaded of the cache is used four times, and eight sums grow without
// waiting for each other, as in `multiply-many.ts`. Every number is what `attend` computes, in the same order.

/** Queries side by side; their scratch is that of as many heads. */
export const QUERIES: i32 = 4;
/** Of a block's weights of all four. */
const WEIGHT_BYTES: usize = <usize>(QUERIES * BLOCK_POSITIONS * 2);

/** Bytes of a scratch's `pairs`, for heads of a width that is a multiple of 16. */
@inline
export function pairsBytes(width: i32): i32 {
  return QUERIES * max(width * 2, BLOCK_POSITIONS * 2 + 4);
}

/**
 * Attention of head `h` of four queries at positions one after the other, the first a multiple of four: they end in the same block.
 * The first sees `length` positions of its row, each next one more. What is where and the rest are as in `attend`, with queries in
 * place of heads.
 */
export function attendFour(
  scratch: Scratch, table: usize, offset: usize, length: i32, factor: f32, headWidth: i32, heads: i32, stride: usize, h: i32,
): void {
  const width = <usize>padTo(headWidth, 16);
  quantizeQueries(scratch, width, factor, levels(headWidth));
  const end = length + QUERIES - 1;
  for (let first = 0; first < end; first += BLOCK_POSITIONS) {
    const part = get<usize>(table + <usize>(first / BLOCK_POSITIONS) * 4) + offset;
    const keys = keysOf(part, width, h);
    const scales = scalesOf(part, width, heads, h);
    const scores = scratch.scores + <usize>first * 4;
    scoreEight(keys, scales, scratch.pairs, scratch.factors, width, scores, stride);
    scoreEight(keys + 32, scales + 32, scratch.pairs, scratch.factors, width, scores + 32, stride);
  }
  for (let q = 0; q < QUERIES; q++) {
    put<f32>(scratch.factors + <usize>q * 4, 1 / softmax(scratch.scores + <usize>q * stride, length + q));
  }
  memory.fill(scratch.results, 0, <usize>QUERIES * width * 4);
  for (let first = 0; first < end; first += BLOCK_POSITIONS) {
    const part = get<usize>(table + <usize>(first / BLOCK_POSITIONS) * 4) + offset;
    const scales = scalesOf(part, width, heads, h) + 64;
    weighFour(scratch, valuesOf(part, width, heads, h), scales, first, length - first, width, stride);
  }
}

/** To [width/2][4][2]. */
function quantizeQueries(scratch: Scratch, width: usize, factor: f32, most: f32): void {
  for (let q: usize = 0; q < <usize>QUERIES; q++) {
    const query = scratch.queries + q * width * 4;
    const largest = largestMagnitude(query, query + width * 4);
    const inverse = inverseScale(largest, most);
    for (let i: usize = 0; i < width; i += 8) {
      putPairs(scratch.pairs + i * 8 + q * 4, quantizeEight(get128(query + i * 4), get128(query + i * 4 + 16), inverse));
    }
    put<f32>(scratch.factors + q * 4, factor * (largest / most));
  }
}

/** Scores of eight positions of a block for each query. */
function scoreEight(
  keys: usize, scales: usize, queries: usize, factors: usize, width: usize, scores: usize, stride: usize,
): void {
  let a0 = i32x4.splat(0);
  let a1 = a0;
  let b0 = a0;
  let b1 = a0;
  let c0 = a0;
  let c1 = a0;
  let d0 = a0;
  let d1 = a0;
  const end = queries + width * 8;
  for (let p = queries, k = keys; p < end; p += 16, k += 64) {
    check(k, 32);
    check(p, 16);
    const first = v128.load(k);
    const other = v128.load(k, 16);
    let v = v128.load_splat<i32>(p);
    a0 = i32x4.add(a0, i32x4.dot_i16x8_s(first, v));
    a1 = i32x4.add(a1, i32x4.dot_i16x8_s(other, v));
    v = v128.load_splat<i32>(p, 4);
    b0 = i32x4.add(b0, i32x4.dot_i16x8_s(first, v));
    b1 = i32x4.add(b1, i32x4.dot_i16x8_s(other, v));
    v = v128.load_splat<i32>(p, 8);
    c0 = i32x4.add(c0, i32x4.dot_i16x8_s(first, v));
    c1 = i32x4.add(c1, i32x4.dot_i16x8_s(other, v));
    v = v128.load_splat<i32>(p, 12);
    d0 = i32x4.add(d0, i32x4.dot_i16x8_s(first, v));
    d1 = i32x4.add(d1, i32x4.dot_i16x8_s(other, v));
  }
  putScores(scores, a0, a1, scales, get<f32>(factors));
  putScores(scores + stride, b0, b1, scales, get<f32>(factors + 4));
  putScores(scores + stride * 2, c0, c1, scales, get<f32>(factors + 8));
  putScores(scores + stride * 3, d0, d1, scales, get<f32>(factors + 12));
}

@inline
function putScores(scores: usize, low: v128, high: v128, scales: usize, factor: f32): void {
  const factors = f32x4.splat(factor);
  keyScore(scores, low, scales, factors);
  keyScore(scores + 16, high, scales + 16, factors);
}

/**
 * Adds to the results what a block's values weigh, `left` of its positions for the first query. The weights become int16, [8][4][2].
 */
function weighFour(
  scratch: Scratch, values: usize, scales: usize, first: i32, left: i32, width: usize, stride: usize,
): void {
  const pairs = scratch.pairs;
  const shares = pairs + WEIGHT_BYTES;
  for (let q = 0; q < QUERIES; q++) {
    const weights = scratch.scores + <usize>q * stride + <usize>first * 4;
    const unit = quantizeWeights(weights, scales, min(BLOCK_POSITIONS, left + q));
    putPairs(pairs + <usize>q * 4, get128(weights));
    putPairs(pairs + 64 + <usize>q * 4, get128(weights + 16));
    put<f32>(shares + <usize>q * 4, unit * get<f32>(scratch.factors + <usize>q * 4));
  }
  for (let i: usize = 0; i < width; i += 16) {
    weighEight(values + i * 32, pairs, shares, scratch.results + i * 4, width * 4);
    weighEight(values + i * 32 + 32, pairs, shares, scratch.results + i * 4 + 32, width * 4);
  }
}

/** The same for eight of the head's numbers. */
function weighEight(values: usize, pairs: usize, shares: usize, results: usize, stride: usize): void {
  let a0 = i32x4.splat(0);
  let a1 = a0;
  let b0 = a0;
  let b1 = a0;
  let c0 = a0;
  let c1 = a0;
  let d0 = a0;
  let d1 = a0;
  for (let p = pairs, v = values; p < pairs + WEIGHT_BYTES; p += 16, v += 64) {
    check(v, 32);
    check(p, 16);
    const first = v128.load(v);
    const other = v128.load(v, 16);
    let w = v128.load_splat<i32>(p);
    a0 = i32x4.add(a0, i32x4.dot_i16x8_s(first, w));
    a1 = i32x4.add(a1, i32x4.dot_i16x8_s(other, w));
    w = v128.load_splat<i32>(p, 4);
    b0 = i32x4.add(b0, i32x4.dot_i16x8_s(first, w));
    b1 = i32x4.add(b1, i32x4.dot_i16x8_s(other, w));
    w = v128.load_splat<i32>(p, 8);
    c0 = i32x4.add(c0, i32x4.dot_i16x8_s(first, w));
    c1 = i32x4.add(c1, i32x4.dot_i16x8_s(other, w));
    w = v128.load_splat<i32>(p, 12);
    d0 = i32x4.add(d0, i32x4.dot_i16x8_s(first, w));
    d1 = i32x4.add(d1, i32x4.dot_i16x8_s(other, w));
  }
  weigh(results, a0, a1, get<f32>(shares));
  weigh(results + stride, b0, b1, get<f32>(shares + 4));
  weigh(results + stride * 2, c0, c1, get<f32>(shares + 8));
  weigh(results + stride * 3, d0, d1, get<f32>(shares + 12));
}

@inline
function weigh(results: usize, low: v128, high: v128, share: f32): void {
  const factor = f32x4.splat(share);
  accumulate(results, low, factor);
  accumulate(results + 16, high, factor);
}
