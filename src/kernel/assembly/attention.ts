import { exp } from "./exp";
import { padTo } from "./linear";
import { check, copy, get, get128, put, put128 } from "./memory";
import { addLanes } from "./norm";
import { eight, inverseScale, largestMagnitude } from "./quantize";

// The cache of one row is a list of blocks of 16 positions. A block holds for each layer, as int16 with a float32 scale per
// position and head: the keys [heads][width/2][16][2], so that 16 scores grow side by side, two products a step; the values
// [heads][width/16][8][16][2], so that two positions are weighed in one step; the scales [heads][2][16] of the keys and of the
// values. `width` is the head's, padded with zeros to a multiple of 16. Several heads go through the blocks together, so
// that all their keys, then all their values, are read as one stream: head by head, 4 KB here and 4 KB there, 900 positions
// of GPT-2 124M took 5.3 ms instead of 3.6.

/** Positions in a block. */
export const BLOCK_POSITIONS: i32 = 16;

/** Bytes of one layer in a block. */
@inline
export function layerBytes(heads: i32, headWidth: i32): usize {
  return <usize>heads * (<usize>padTo(headWidth, 16) * <usize>BLOCK_POSITIONS * 4 + <usize>BLOCK_POSITIONS * 8);
}

/** Where the keys, the values and the scales of head `h` begin in a layer's part of a block. */
@inline
function keysOf(part: usize, width: usize, h: i32): usize {
  return part + <usize>h * width * 32;
}

@inline
function valuesOf(part: usize, width: usize, heads: i32, h: i32): usize {
  return part + <usize>(heads + h) * width * 32;
}

@inline
function scalesOf(part: usize, width: usize, heads: i32, h: i32): usize {
  return part + <usize>heads * width * 64 + <usize>h * 128;
}

/** Most magnitude of two int16 factors of which `terms` products stay inside int32 when they are added up. */
@inline
function levels(terms: i32): f32 {
  return <f32>min(<f64>i16.MAX_VALUE, floor(sqrt(<f64>i32.MAX_VALUE / <f64>terms)));
}

/**
 * Writes head `h`'s key and value of one position into its place of a block. `part` is the layer's part of the block,
 * `padded` scratch for the head's width padded to 16, zero in the padding.
 */
export function remember(
  part: usize, heads: i32, h: i32, position: i32, key: usize, value: usize, headWidth: i32, padded: usize,
): void {
  const slot = <usize>(position & (BLOCK_POSITIONS - 1));
  const width = <usize>padTo(headWidth, 16);
  const scales = scalesOf(part, width, heads, h) + slot * 4;
  copy(padded, key, <usize>headWidth * 4);
  let inverse = scaleOf(padded, width, levels(headWidth), scales);
  for (let i: usize = 0; i < width; i += 8) {
    const keys = eight(get128(padded + i * 4), get128(padded + i * 4 + 16), inverse);
    const to = keysOf(part, width, h) + i * 32 + slot * 4;
    check(to, 4);
    check(to + 192, 4);
    v128.store_lane<i32>(to, keys, 0);
    v128.store_lane<i32>(to, keys, 1, 64);
    v128.store_lane<i32>(to, keys, 2, 128);
    v128.store_lane<i32>(to, keys, 3, 192);
  }
  copy(padded, value, <usize>headWidth * 4);
  inverse = scaleOf(padded, width, levels(BLOCK_POSITIONS), scales + <usize>BLOCK_POSITIONS * 4);
  const row = valuesOf(part, width, heads, h) + (slot >> 1) * 64 + (slot & 1) * 2;
  for (let i: usize = 0; i < width; i += 8) {
    const values = eight(get128(padded + i * 4), get128(padded + i * 4 + 16), inverse);
    const to = row + (i >> 4) * 512 + (i & 8) * 4;
    check(to, 2);
    check(to + 28, 2);
    v128.store_lane<i16>(to, values, 0);
    v128.store_lane<i16>(to, values, 1, 4);
    v128.store_lane<i16>(to, values, 2, 8);
    v128.store_lane<i16>(to, values, 3, 12);
    v128.store_lane<i16>(to, values, 4, 16);
    v128.store_lane<i16>(to, values, 5, 20);
    v128.store_lane<i16>(to, values, 6, 24);
    v128.store_lane<i16>(to, values, 7, 28);
  }
}

/** Writes the scale of `width` floats and returns what makes whole steps of them. */
@inline
function scaleOf(source: usize, width: usize, most: f32, scale: usize): v128 {
  const largest = largestMagnitude(source, source + width * 4);
  put<f32>(scale, largest / most);
  return inverseScale(largest, most);
}

/** What one token's attention works on. All of it is scratch of the thread's own. */
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
    const part = get<usize>(table + <usize>(first / BLOCK_POSITIONS) * 4) + offset;
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
    const part = get<usize>(table + <usize>(first / BLOCK_POSITIONS) * 4) + offset;
    for (let h = from; h < to; h++) {
      const weights = scratch.scores + <usize>h * stride + <usize>first * 4;
      const unit = quantizeWeights(weights, scalesOf(part, width, heads, h) + 64, min(BLOCK_POSITIONS, length - first));
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
    put128(query + i * 2, eight(get128(query + i * 4), get128(query + i * 4 + 16), inverse));
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
    a = i32x4.add(a, i32x4.dot_i16x8_s(v128.load(keys), q));
    b = i32x4.add(b, i32x4.dot_i16x8_s(v128.load(keys, 16), q));
    c = i32x4.add(c, i32x4.dot_i16x8_s(v128.load(keys, 32), q));
    d = i32x4.add(d, i32x4.dot_i16x8_s(v128.load(keys, 48), q));
  }
  const factor = f32x4.splat(scale);
  put128(scores, f32x4.mul(f32x4.convert_i32x4_s(a), f32x4.mul(get128(scales), factor)));
  put128(scores + 16, f32x4.mul(f32x4.convert_i32x4_s(b), f32x4.mul(get128(scales + 16), factor)));
  put128(scores + 32, f32x4.mul(f32x4.convert_i32x4_s(c), f32x4.mul(get128(scales + 32), factor)));
  put128(scores + 48, f32x4.mul(f32x4.convert_i32x4_s(d), f32x4.mul(get128(scales + 48), factor)));
}

/** Turns scores into e^(score - largest) and returns their sum. */
function softmax(scores: usize, length: i32): f32 {
  const end = scores + <usize>((length + 3) & ~3) * 4;
  for (let p = scores + <usize>length * 4; p < end; p += 4) put<f32>(p, -f32.MAX_VALUE);
  let most = get128(scores);
  for (let p = scores + 16; p < end; p += 16) most = f32x4.pmax(most, get128(p));
  const pair = f32x4.pmax(most, v128.shuffle<f32>(most, most, 2, 3, 2, 3));
  const largest = f32x4.pmax(pair, v128.shuffle<f32>(pair, pair, 1, 1, 1, 1));
  const shift = v128.shuffle<f32>(largest, largest, 0, 0, 0, 0);
  let sum = f32x4.splat(0);
  for (let p = scores; p < end; p += 16) {
    const weight = exp(f32x4.sub(get128(p), shift));
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
  for (let i: usize = 0; i < 64; i += 16) put128(weights + i, f32x4.mul(get128(weights + i), get128(scales + i)));
  if (count < BLOCK_POSITIONS) memory.fill(weights + <usize>count * 4, 0, <usize>(BLOCK_POSITIONS - count) * 4);
  const largest = largestMagnitude(weights, weights + 64);
  const inverse = inverseScale(largest, levels(BLOCK_POSITIONS));
  put128(weights, eight(get128(weights), get128(weights + 16), inverse));
  put128(weights + 16, eight(get128(weights + 32), get128(weights + 48), inverse));
  return largest / levels(BLOCK_POSITIONS);
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
      a = i32x4.add(a, i32x4.dot_i16x8_s(v128.load(v), pair));
      b = i32x4.add(b, i32x4.dot_i16x8_s(v128.load(v, 16), pair));
      c = i32x4.add(c, i32x4.dot_i16x8_s(v128.load(v, 32), pair));
      d = i32x4.add(d, i32x4.dot_i16x8_s(v128.load(v, 48), pair));
    }
    accumulate(to, a, factor);
    accumulate(to + 16, b, factor);
    accumulate(to + 32, c, factor);
    accumulate(to + 48, d, factor);
  }
}

@inline
function accumulate(to: usize, sums: v128, factor: v128): void {
  put128(to, f32x4.add(get128(to), f32x4.mul(f32x4.convert_i32x4_s(sums), factor)));
}
