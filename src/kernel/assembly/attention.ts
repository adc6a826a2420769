import { exp } from "./exp";
import { check, copy, get, get128, getSplat, put, put128 } from "./memory";
import { addLanes } from "./norm";

// The cache of one row is a list of blocks of 16 positions. A block holds for each layer and head the keys as
// [headWidth][16], so that 16 scores grow side by side, then the values as [16][headWidth padded to 4].

/** Positions in a block. */
export const SPAN: i32 = 16;

/** Bytes of one head of one layer in a block. */
@inline
export function headBytes(headWidth: i32): usize {
  return <usize>(headWidth + ((headWidth + 3) & ~3)) * <usize>SPAN * 4;
}

/** Writes one head's key and value of one position into its place of a block. `head` is the head's part of the block. */
export function remember(head: usize, position: i32, key: usize, value: usize, headWidth: i32): void {
  const slot = <usize>(position & (SPAN - 1));
  for (let d = 0; d < headWidth; d++) {
    put<f32>(head + (<usize>d * SPAN + slot) * 4, get<f32>(key + <usize>d * 4));
  }
  const values = head + <usize>headWidth * SPAN * 4;
  const padded = <usize>((headWidth + 3) & ~3);
  copy(values + slot * padded * 4, value, <usize>headWidth * 4);
}

/**
 * One head's attention of one query over the first `length` positions of its row.
 * `table` lists the row's blocks (uint32 addresses), `offset` finds the head's part in each; `query` is already scaled;
 * `scores` is scratch for `length` floats padded to 16, `result` for the head's width padded to 4.
 * The order of additions depends on `length` alone, so that a cached run equals a fresh one bit by bit.
 */
export function attend(
  table: usize, offset: usize, length: i32, query: usize, headWidth: i32, scores: usize, result: usize,
): void {
  for (let first = 0; first < length; first += SPAN) {
    scoreBlock(get<usize>(table + <usize>(first / SPAN) * 4) + offset, query, headWidth, scores + <usize>first * 4);
  }
  const inverse: f32 = 1 / softmax(scores, length);
  const padded = (headWidth + 3) & ~3;
  memory.fill(result, 0, <usize>padded * 4);
  for (let first = 0; first < length; first += SPAN) {
    const block = get<usize>(table + <usize>(first / SPAN) * 4) + offset;
    const values = block + <usize>headWidth * SPAN * 4;
    weighBlock(values, scores + <usize>first * 4, min(SPAN, length - first), padded, result);
  }
  const factor = f32x4.splat(inverse);
  for (let i: usize = 0; i < <usize>padded * 4; i += 16) put128(result + i, f32x4.mul(get128(result + i), factor));
}

/** Scores of all 16 positions of a block; those beyond the row's end are overwritten later. */
@inline
function scoreBlock(keys: usize, query: usize, headWidth: i32, scores: usize): void {
  let a = f32x4.splat(0);
  let b = a;
  let c = a;
  let d = a;
  const end = query + <usize>headWidth * 4;
  for (; query < end; query += 4, keys += 64) {
    check(keys, 64);
    const q = getSplat(query);
    a = f32x4.add(a, f32x4.mul(q, v128.load(keys)));
    b = f32x4.add(b, f32x4.mul(q, v128.load(keys, 16)));
    c = f32x4.add(c, f32x4.mul(q, v128.load(keys, 32)));
    d = f32x4.add(d, f32x4.mul(q, v128.load(keys, 48)));
  }
  check(scores, 64);
  v128.store(scores, a);
  v128.store(scores, b, 16);
  v128.store(scores, c, 32);
  v128.store(scores, d, 48);
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

/** result += Σ weight[i] · value[i] over `count` positions; `width` is a multiple of 4. */
function weighBlock(values: usize, weights: usize, count: i32, width: i32, result: usize): void {
  const stride = <usize>width * 4;
  const end = weights + <usize>count * 4;
  let column: usize = 0;
  for (; column + 64 <= stride; column += 64) {
    check(result + column, 64);
    let a = v128.load(result + column);
    let b = v128.load(result + column, 16);
    let c = v128.load(result + column, 32);
    let d = v128.load(result + column, 48);
    for (let w = weights, v = values + column; w < end; w += 4, v += stride) {
      check(v, 64);
      const weight = getSplat(w);
      a = f32x4.add(a, f32x4.mul(weight, v128.load(v)));
      b = f32x4.add(b, f32x4.mul(weight, v128.load(v, 16)));
      c = f32x4.add(c, f32x4.mul(weight, v128.load(v, 32)));
      d = f32x4.add(d, f32x4.mul(weight, v128.load(v, 48)));
    }
    v128.store(result + column, a);
    v128.store(result + column, b, 16);
    v128.store(result + column, c, 32);
    v128.store(result + column, d, 48);
  }
  for (; column < stride; column += 16) {
    check(result + column, 16);
    let a = v128.load(result + column);
    for (let w = weights, v = values + column; w < end; w += 4, v += stride) {
      a = f32x4.add(a, f32x4.mul(getSplat(w), get128(v)));
    }
    v128.store(result + column, a);
  }
}
