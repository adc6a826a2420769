import { exp } from "./exp";
import { padTo } from "./linear";
import { check, copy, get, get128, getSplat, put, put128 } from "./memory";
import { addLanes } from "./norm";
import { eight, inverseScale, largestMagnitude } from "./quantize";

// The cache of one row is a list of blocks of 16 positions. A block holds for each layer and head, as int16 with a float32
// scale per position: the keys [width/2][16][2], so that 16 scores grow side by side, two products a step; the values
// [8][width][2], so that two positions are weighed in one step; the 16 scales of the keys and the 16 of the values.
// `width` is the head's, padded with zeros to a multiple of 16.

/** Positions in a block. */
export const SPAN: i32 = 16;

/** Bytes of one head of one layer in a block. */
@inline
export function headBytes(headWidth: i32): usize {
  return <usize>padTo(headWidth, 16) * <usize>SPAN * 4 + <usize>SPAN * 8;
}

/** Most magnitude of two int16 factors of which `terms` products stay inside int32 when they are added up. */
@inline
function levels(terms: i32): f32 {
  return <f32>min(<f64>i16.MAX_VALUE, floor(sqrt(<f64>i32.MAX_VALUE / <f64>terms)));
}

/**
 * Writes one head's key and value of one position into its place of a block. `head` is the head's part of the block,
 * `padded` scratch for the head's width padded to 16, zero in the padding.
 */
export function remember(head: usize, position: i32, key: usize, value: usize, headWidth: i32, padded: usize): void {
  const slot = <usize>(position & (SPAN - 1));
  const width = <usize>padTo(headWidth, 16);
  const scales = head + width * 64 + slot * 4;
  copy(padded, key, <usize>headWidth * 4);
  let inverse = scaleOf(padded, width, levels(headWidth), scales);
  for (let i: usize = 0; i < width; i += 8) {
    const keys = eight(get128(padded + i * 4), get128(padded + i * 4 + 16), inverse);
    const to = head + i * 32 + slot * 4;
    check(to, 4);
    check(to + 192, 4);
    v128.store_lane<i32>(to, keys, 0);
    v128.store_lane<i32>(to, keys, 1, 64);
    v128.store_lane<i32>(to, keys, 2, 128);
    v128.store_lane<i32>(to, keys, 3, 192);
  }
  copy(padded, value, <usize>headWidth * 4);
  inverse = scaleOf(padded, width, levels(SPAN), scales + <usize>SPAN * 4);
  const row = head + width * 32 + (slot >> 1) * width * 4 + (slot & 1) * 2;
  for (let i: usize = 0; i < width; i += 8) {
    const values = eight(get128(padded + i * 4), get128(padded + i * 4 + 16), inverse);
    const to = row + i * 4;
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

/**
 * One head's attention of one query over the first `length` positions of its row.
 * `table` lists the row's blocks (uint32 addresses), `offset` finds the head's part in each; scores are multiplied by
 * `factor`. `scores` is scratch for `length` floats padded to 16; `query` holds the head's query in float32, padded with
 * zeros to 16, and is overwritten but for the padding; `result` has the same size.
 * The order of additions depends on `length` alone, so that a cached run equals a fresh one bit by bit.
 */
export function attend(
  table: usize, offset: usize, length: i32, query: usize, factor: f32, headWidth: i32, scores: usize, result: usize,
): void {
  const width = <usize>padTo(headWidth, 16);
  const most = levels(headWidth);
  const largest = largestMagnitude(query, query + width * 4);
  const inverse = inverseScale(largest, most);
  for (let i: usize = 0; i < width; i += 8) {
    put128(query + i * 2, eight(get128(query + i * 4), get128(query + i * 4 + 16), inverse));
  }
  const scale = factor * (largest / most);
  for (let first = 0; first < length; first += SPAN) {
    scoreBlock(get<usize>(table + <usize>(first / SPAN) * 4) + offset, query, scale, width, scores + <usize>first * 4);
  }
  const share: f32 = 1 / softmax(scores, length);
  memory.fill(result, 0, width * 4);
  for (let first = 0; first < length; first += SPAN) {
    const head = get<usize>(table + <usize>(first / SPAN) * 4) + offset;
    const weights = scores + <usize>first * 4;
    const unit = quantizeWeights(weights, head + width * 64 + <usize>SPAN * 4, min(SPAN, length - first));
    weighBlock(head + width * 32, weights, unit * share, width, result);
  }
}

/** Scores of all 16 positions of a block; those beyond the row's end are overwritten later. */
@inline
function scoreBlock(head: usize, query: usize, scale: f32, width: usize, scores: usize): void {
  let a = i32x4.splat(0);
  let b = a;
  let c = a;
  let d = a;
  let keys = head;
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
  const scales = head + width * 64;
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
  for (let p = scores + 16; p < end; p += 16) most = f32x4.max(most, get128(p));
  const pair = f32x4.max(most, v128.shuffle<f32>(most, most, 2, 3, 2, 3));
  const largest = f32x4.max(pair, v128.shuffle<f32>(pair, pair, 1, 1, 1, 1));
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
  if (count < SPAN) memory.fill(weights + <usize>count * 4, 0, <usize>(SPAN - count) * 4);
  const largest = largestMagnitude(weights, weights + 64);
  const inverse = inverseScale(largest, levels(SPAN));
  put128(weights, eight(get128(weights), get128(weights + 16), inverse));
  put128(weights + 16, eight(get128(weights + 32), get128(weights + 48), inverse));
  return largest / levels(SPAN);
}

/** result += unit · Σ weight[i] · value[i] over a block's positions. */
@inline
function weighBlock(values: usize, weights: usize, unit: f32, width: usize, result: usize): void {
  const stride = width * 4;
  const factor = f32x4.splat(unit);
  for (let column: usize = 0; column < stride; column += 64) {
    let a = i32x4.splat(0);
    let b = a;
    let c = a;
    let d = a;
    for (let w = weights, v = values + column; w < weights + 32; w += 4, v += stride) {
      check(v, 64);
      const pair = v128.load_splat<i32>(w);
      a = i32x4.add(a, i32x4.dot_i16x8_s(v128.load(v), pair));
      b = i32x4.add(b, i32x4.dot_i16x8_s(v128.load(v, 16), pair));
      c = i32x4.add(c, i32x4.dot_i16x8_s(v128.load(v, 32), pair));
      d = i32x4.add(d, i32x4.dot_i16x8_s(v128.load(v, 48), pair));
    }
    accumulate(result + column, a, factor);
    accumulate(result + column + 16, b, factor);
    accumulate(result + column + 32, c, factor);
    accumulate(result + column + 48, d, factor);
  }
}

@inline
function accumulate(to: usize, sums: v128, factor: v128): void {
  put128(to, f32x4.add(get128(to), f32x4.mul(f32x4.convert_i32x4_s(sums), factor)));
}
