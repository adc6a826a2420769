import { BLOCK_POSITIONS, keysOf, levels, partAt, scalesOf, valuesOf } from "./cache-block";
import { expUpTo87 } from "./exp";
import { accumulate, keyScore } from "./finish-attention";
import { addDot } from "./lanes";
import { padTo } from "./linear";
import { check, get, get128, put, put128 } from "./memory";
import { addLanes } from "./norm";
import { inverseScale, largestMagnitude, quantizeEight } from "./quantize";

/** What the attention of a token, or of some, works on. All of it is scratch of the thread's own; there are at least four heads. */
@unmanaged
export class Scratch {
  /** float32 [heads][positions padded to 16] */
  scores: usize;
  /** float32 per head: what a score's integer is multiplied by, later the share of one weight */
  factors: usize;
  /** float32 [heads][width], zero in the padding: the queries, which become int16 in place */
  queries: usize;
  /** float32 [heads][width] */
  results: usize;
  /** Of four queries side by side, see `attend-four.ts`. */
  pairs: usize;
}

/**
 * Attention of heads `from` … `to` of one query over the first `length` positions of its row. `table` lists the row's
 * blocks (uint32 addresses), `offset` finds the layer's part in each; scores are multiplied by `factor`. `stride` is the
 * bytes between two heads' scores. The queries lie in the scratch, where the results come to lie.
 * The order of additions depends on `length` alone, so that a cached run equals a fresh one bit by bit.
 */
export function attend(
  scratch: Scratch, table: usize, offset: usize, length: i32, factor: f32, headWidth: i32, heads: i32, stride: usize,
  from: i32, to: i32,
): void {
  const width = <usize>padTo(headWidth, 16);
  for (let h = from; h < to; h++) {
    const query = scratch.queries + <usize>h * width * 4;
    put<f32>(scratch.factors + <usize>h * 4, factor * quantizeQuery(query, width, levels(headWidth)));
  }
  for (let first = 0; first < length; first += BLOCK_POSITIONS) {
    const part = partAt(table, first, offset);
    for (let h = from; h < to; h++) {
      const scores = scratch.scores + <usize>h * stride + <usize>first * 4;
      const scale = get<f32>(scratch.factors + <usize>h * 4);
      const query = scratch.queries + <usize>h * width * 4;
      scoreBlock(keysOf(part, width, h), scalesOf(part, width, heads, h), query, scale, width, scores);
    }
  }
  for (let h = from; h < to; h++) {
    put<f32>(scratch.factors + <usize>h * 4, 1 / softmax(scratch.scores + <usize>h * stride, length));
  }
  memory.fill(scratch.results + <usize>from * width * 4, 0, <usize>(to - from) * width * 4);
  for (let first = 0; first < length; first += BLOCK_POSITIONS) {
    const part = partAt(table, first, offset);
    for (let h = from; h < to; h++) {
      const weights = scratch.scores + <usize>h * stride + <usize>first * 4;
      const unit = quantizeWeights(weights, scalesOf(part, width, heads, h) + 64, length - first);
      const share = unit * get<f32>(scratch.factors + <usize>h * 4);
      weighBlock(valuesOf(part, width, heads, h), weights, share, width, scratch.results + <usize>h * width * 4);
    }
  }
}

/** Turns `width` floats into int16 of at most `most`, in place. @returns the worth of one step */
@inline
function quantizeQuery(query: usize, width: usize, most: f32): f32 {
  const largest = largestMagnitude(query, query + width * 4);
  const inverse = inverseScale(largest, most);
  for (let i: usize = 0; i < width; i += 8) {
    put128(query + i * 2, quantizeEight(get128(query + i * 4), get128(query + i * 4 + 16), inverse));
  }
  return largest / most;
}

/** Scores of all 16 positions of a block; those beyond the row's end are overwritten later. */
@inline
function scoreBlock(keys: usize, scales: usize, query: usize, scale: f32, width: usize, scores: usize): void {
  let a = i32x4.splat(0);
  let b = a;
  let c = a;
  let d = a;
  const end = query + width * 2;
  for (; query < end; query += 4, keys += 64) {
    check(keys, 64);
    check(query, 4);
    const q = v128.load_splat<i32>(query);
    a = addDot(a, v128.load(keys), q);
    b = addDot(b, v128.load(keys, 16), q);
    c = addDot(c, v128.load(keys, 32), q);
    d = addDot(d, v128.load(keys, 48), q);
  }
  const factors = f32x4.splat(scale);
  keyScore(scores, a, scales, factors);
  keyScore(scores + 16, b, scales + 16, factors);
  keyScore(scores + 32, c, scales + 32, factors);
  keyScore(scores + 48, d, scales + 48, factors);
}

/** Turns scores into e^(score - largest) and returns their sum. */
export function softmax(scores: usize, length: i32): f32 {
  const end = scores + <usize>((length + 3) & ~3) * 4;
  for (let p = scores + <usize>length * 4; p < end; p += 4) put<f32>(p, -f32.MAX_VALUE);
  let most = get128(scores);
  for (let p = scores + 16; p < end; p += 16) most = f32x4.pmax(most, get128(p));
  const pair = f32x4.pmax(most, v128.shuffle<f32>(most, most, 2, 3, 2, 3));
  const largest = f32x4.pmax(pair, v128.shuffle<f32>(pair, pair, 1, 1, 1, 1));
  const shift = v128.shuffle<f32>(largest, largest, 0, 0, 0, 0);
  let sum = f32x4.splat(0);
  for (let p = scores; p < end; p += 16) {
    const weight = expUpTo87(f32x4.sub(get128(p), shift));
    put128(p, weight);
    sum = f32x4.add(sum, weight);
  }
  return addLanes(sum);
}

/**
 * Multiplies a block's weights by the scales of its values and turns them into 16 int16 in place; those from `count` on
 * become zero.
 * @returns the worth of one step
 */
@inline
function quantizeWeights(weights: usize, scales: usize, count: i32): f32 {
  scaleWeights(weights, scales, count);
  const largest = largestMagnitude(weights, weights + 64);
  const inverse = inverseScale(largest, levels(BLOCK_POSITIONS));
  put128(weights, quantizeEight(get128(weights), get128(weights + 16), inverse));
  put128(weights + 16, quantizeEight(get128(weights + 32), get128(weights + 48), inverse));
  return largest / levels(BLOCK_POSITIONS);
}

/** Multiplies a block's weights by the scales of its values; those from `count` on become zero. */
@inline
export function scaleWeights(weights: usize, scales: usize, count: i32): void {
  for (let i: usize = 0; i < 64; i += 16) put128(weights + i, f32x4.mul(get128(weights + i), get128(scales + i)));
  for (let i = count; i < BLOCK_POSITIONS; i++) put<f32>(weights + <usize>i * 4, 0);
}

/** result += unit · Σ weight[i] · value[i] over a block's positions. */
@inline
function weighBlock(values: usize, weights: usize, unit: f32, width: usize, result: usize): void {
  const factor = f32x4.splat(unit);
  const end = result + width * 4;
  for (let to = result, v = values; to < end; to += 64) {
    let a = i32x4.splat(0);
    let b = a;
    let c = a;
    let d = a;
    for (let w = weights; w < weights + 32; w += 4, v += 64) {
      check(v, 64);
      const pair = v128.load_splat<i32>(w);
      a = addDot(a, v128.load(v), pair);
      b = addDot(b, v128.load(v, 16), pair);
      c = addDot(c, v128.load(v, 32), pair);
      d = addDot(d, v128.load(v, 48), pair);
    }
    accumulate(to, a, factor);
    accumulate(to + 16, b, factor);
    accumulate(to + 32, c, factor);
    accumulate(to + 48, d, factor);
  }
}
