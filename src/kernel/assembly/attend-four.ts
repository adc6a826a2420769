import { scaleWeights, Scratch, softmax } from "./attention";
import { BLOCK_POSITIONS, keysOf, levels, partAt, scalesOf, valuesOf } from "./cache-block";
import { padTo } from "./linear";
import { get, get128, put, put128 } from "./memory";
import { inverseScales, largestOfFour, putFourRows } from "./quantize-four";
import { End, multiplyTile } from "./tile";

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
    const part = partAt(table, first, offset);
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
    const part = partAt(table, first, offset);
    const scales = scalesOf(part, width, heads, h) + 64;
    weighFour(scratch, valuesOf(part, width, heads, h), scales, first, length - first, width, stride);
  }
}

/** To [width/2][4][2]. */
function quantizeQueries(scratch: Scratch, width: usize, factor: f32, most: f32): void {
  const rows = scratch.queries;
  const bytes = width * 4;
  const largest = largestOfFour(rows, bytes, bytes);
  putFourRows(scratch.pairs, 16, rows, bytes, bytes, inverseScales(largest, most));
  put128(scratch.factors, f32x4.mul(f32x4.splat(factor), f32x4.div(largest, f32x4.splat(most))));
}

/** Scores of eight positions of a block for each query. */
function scoreEight(
  keys: usize, scales: usize, queries: usize, factors: usize, width: usize, scores: usize, stride: usize,
): void {
  multiplyTile(End.score, keys, keys + width * 32, 64, queries, scores, stride, scales, factors);
}

/**
 * Adds to the results what a block's values weigh, `left` of its positions for the first query. The weights become int16, [8][4][2].
 */
function weighFour(
  scratch: Scratch, values: usize, scales: usize, first: i32, left: i32, width: usize, stride: usize,
): void {
  const pairs = scratch.pairs;
  const shares = pairs + WEIGHT_BYTES;
  const weights = scratch.scores + <usize>first * 4;
  for (let q = 0; q < QUERIES; q++) scaleWeights(weights + <usize>q * stride, scales, left + q);
  const largest = largestOfFour(weights, stride, 64);
  const most = levels(BLOCK_POSITIONS);
  putFourRows(pairs, 16, weights, stride, 64, inverseScales(largest, most));
  put128(shares, f32x4.mul(f32x4.div(largest, f32x4.splat(most)), get128(scratch.factors)));
  for (let i: usize = 0; i < width; i += 16) {
    weighEight(values + i * 32, pairs, shares, scratch.results + i * 4, width * 4);
    weighEight(values + i * 32 + 32, pairs, shares, scratch.results + i * 4 + 32, width * 4);
  }
}

/** The same for eight of the head's numbers. */
function weighEight(values: usize, pairs: usize, shares: usize, results: usize, stride: usize): void {
  multiplyTile(End.weigh, values, values + WEIGHT_BYTES * 4, 64, pairs, results, stride, 0, shares);
}
