import { LowRank, projectionOf, projectionScale, RANKS } from "./low-rank";
import { CACHE_LINE, check, get, get128, getSplat, put, put128 } from "./memory";

/** Rows of B side by side. */
const ROWS: i32 = 8;
/** Bytes of eight ranks of them. */
const GROUP_BYTES: usize = <usize>(ROWS * RANKS * 2);

/** From this many tokens on, outputs get what an adapter adds to them so many at a time. */
const MANY: i32 = 8;
const MANY_ROWS: i32 = 64;

/**
 * How many outputs are multiplied before {@link expand} is called for them. Of few tokens eight: B is one more stream beside that of the
 * weights, and memory is not waited for. In 8 bits, one token of the default model costs 10 % more, and not 5, when 64 get it together, and
 * sixteen texts of it 3.4 % with 64 outputs, and 5.7 % with eight: their inputs fill the first-level cache.
 */
@inline
export function expandedRows(count: i32): i32 {
  return count < MANY ? ROWS : MANY_ROWS;
}

/**
 * y[t] += B projected[t], outputs `from` … `to` of the first `count` tokens, multiples of 8 unless `to` is the last; `y` has `stride` bytes
 * from token to token, and only outputs that exist are written: padding that a number beside it made NaN would stay so. A sum over eight ranks
 * is exact, and these are added in their order.
 */
@inline
export function expand(term: LowRank, projected: usize, from: i32, to: i32, count: i32, y: usize, stride: usize): void {
  if (count == 1 && from + ROWS <= term.rows) expandOne(term, projected, from, y);
  else expandSome(term, projected, from, to, count, y, stride);
  fetchNext(term, <usize>from * <usize>term.rank * 2, <usize>to * <usize>term.rank * 2);
}

/** Eight rows after the other, for all tokens. */
function expandSome(term: LowRank, projected: usize, from: i32, to: i32, count: i32, y: usize, stride: usize): void {
  const step = rankStep(term);
  for (let row = from; row < to; row += ROWS) {
    let weights = term.up + <usize>row * <usize>(RANKS * 2);
    let x = projectionOf(projected, 0);
    for (let rank = 0; rank < term.rank; rank += RANKS, weights += step, x += <usize>(RANKS * 2)) {
      if (row + ROWS > term.rows) expandLast(term, weights, projected, x, row, count, y, stride);
      else expandRows(weights, projected, x, count, y + <usize>row * 4, stride);
    }
  }
}

/** Eight rows for one token. In the loop that multiplies: a call takes longer than what it does. */
@inline
function expandOne(term: LowRank, projected: usize, row: i32, y: usize): void {
  const step = rankStep(term);
  const to = y + <usize>row * 4;
  const factor = getSplat(projectionScale(projected, 0));
  let low = get128(to);
  let high = get128(to + 16);
  let w = term.up + <usize>row * <usize>(RANKS * 2);
  for (let x = projectionOf(projected, 0), end = x + <usize>term.rank * 2; x < end; x += <usize>(RANKS * 2), w += step) {
    check(w, GROUP_BYTES);
    const a = getSplat(x);
    const b = getSplat(x + 4);
    const c = getSplat(x + 8);
    const d = getSplat(x + 12);
    const first = fourRows(v128.load(w), v128.load(w, 32), v128.load(w, 64), v128.load(w, 96), a, b, c, d);
    low = f32x4.add(low, f32x4.mul(f32x4.convert_i32x4_s(first), factor));
    const other = fourRows(v128.load(w, 16), v128.load(w, 48), v128.load(w, 80), v128.load(w, 112), a, b, c, d);
    high = f32x4.add(high, f32x4.mul(f32x4.convert_i32x4_s(other), factor));
  }
  put128(to, low);
  put128(to + 16, high);
}

/** Bytes from eight ranks of B to the next ones. */
@inline
function rankStep(term: LowRank): usize {
  return <usize>((term.rows + ROWS - 1) & ~(ROWS - 1)) * <usize>(RANKS * 2);
}

/**
 * Has a piece of the next product's A brought into the caches: when its turn comes there is nothing to compute while memory is waited for.
 */
@inline
function fetchNext(term: LowRank, from: usize, to: usize): void {
  const end = min(to, term.nextBytes);
  for (let offset = from; offset < end; offset += CACHE_LINE) get<u32>(term.next + offset);
}

/** Eight rows for all tokens. */
@inline
function expandRows(
  w: usize, projected: usize, x: usize, count: i32, y: usize, stride: usize,
): void {
  check(w, GROUP_BYTES);
  const w0 = v128.load(w);
  const w1 = v128.load(w, 16);
  const w2 = v128.load(w, 32);
  const w3 = v128.load(w, 48);
  const w4 = v128.load(w, 64);
  const w5 = v128.load(w, 80);
  const w6 = v128.load(w, 96);
  const w7 = v128.load(w, 112);
  const bytes = projectionOf(0, 1);
  for (let s = projectionScale(projected, 0), end = s + <usize>count * 4; s < end; s += 4, x += bytes, y += stride) {
    const a = getSplat(x);
    const b = getSplat(x + 4);
    const c = getSplat(x + 8);
    const d = getSplat(x + 12);
    const factor = getSplat(s);
    addFour(y, fourRows(w0, w2, w4, w6, a, b, c, d), factor);
    addFour(y + 16, fourRows(w1, w3, w5, w7, a, b, c, d), factor);
  }
}

/** Sums over eight ranks. */
@inline
function fourRows(w0: v128, w1: v128, w2: v128, w3: v128, a: v128, b: v128, c: v128, d: v128): v128 {
  const first = i32x4.add(i32x4.dot_i16x8_s(w0, a), i32x4.dot_i16x8_s(w1, b));
  return i32x4.add(first, i32x4.add(i32x4.dot_i16x8_s(w2, c), i32x4.dot_i16x8_s(w3, d)));
}

@inline
function addFour(y: usize, sums: v128, factor: v128): void {
  put128(y, f32x4.add(get128(y), f32x4.mul(f32x4.convert_i32x4_s(sums), factor)));
}

/** The one to seven outputs behind the last whole eight. */
function expandLast(
  term: LowRank, weights: usize, projected: usize, x: usize, row: i32, count: i32, y: usize, stride: usize,
): void {
  const bytes = projectionOf(0, 1);
  for (let t = 0; t < count; t++) {
    for (let i = row; i < term.rows; i++) {
      // A row's pairs of ranks are four bytes of every 32.
      let sum = 0;
      const w = weights + <usize>(i - row) * 4;
      for (let r: usize = 0; r < <usize>RANKS; r++) {
        sum += <i32>get<i16>(w + (r >> 1) * 32 + (r & 1) * 2) * <i32>get<i16>(x + <usize>t * bytes + r * 2);
      }
      const factor = get<f32>(projectionScale(projected, t));
      const at = y + <usize>t * stride + <usize>i * 4;
      put<f32>(at, get<f32>(at) + <f32>sum * factor);
    }
  }
}
