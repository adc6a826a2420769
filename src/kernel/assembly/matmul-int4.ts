import { inEights } from "./eight-layout";
import { expand, expandedRows } from "./expand";
import { finishEight, finishRows } from "./finish-int4";
import { BLOCK_BYTES, BLOCK_SCALES, blockAddress, blocksOf, INT4_ROWS } from "./int4-layout";
import { addDot } from "./lanes";
import { Linear } from "./linear";
import { LowRank } from "./low-rank";
import { multiplyBytes, multiplyTwo, unpackBytes } from "./matmul-int4-relaxed";
import { check, getSplat } from "./memory";
import { EIGHT_ROWS, eightsScratchBytes, multiplyEights } from "./multiply-eights";
import { blockStep, INPUT_BYTES, inputsPlace } from "./quantize-int4";
import { End, multiplyTile } from "./tile";

/** Room for a block of eight rows unpacked, as int16. */
const UNPACKED_BYTES: usize = 512;
/** Tokens that unpacked weights are multiplied with side by side. */
const TOGETHER: i32 = RELAXED ? 2 : 4;

/** Bytes of a thread's scratch for `tokens` tokens: a block unpacked, and sums, float32 [tokens][8], or what eights take. */
@inline
export function int4ScratchBytes(tokens: i32): i32 {
  return max(<i32>UNPACKED_BYTES + tokens * INT4_ROWS * 4, eightsScratchBytes(tokens));
}

/**
 * y[t] = rows `from` … `to`, multiples of 8, of linear(x[t]) for `tokens` tokens, where the weights have 4 bits. `x` lies as
 * `inputsPlace` says and `sums` is int32 [blocks][tokens], as `quantizeBlocks` leaves them, with a float32 scale per
 * token; `y` is float32, `stride` bytes from token to token, and only outputs that exist are written.
 * A block's sum is an exact integer, which is multiplied with its scale and added to the blocks before it: a token's
 * result does not depend on the tokens computed beside it, nor on the build.
 * @param term what an adapter adds to it, a LowRank, or 0 @param projected what it has projected
 */
export function matmulInt4(
  linear: Linear, x: usize, sums: usize, scales: usize, tokens: i32, y: usize, stride: usize, scratch: usize,
  from: i32, to: i32, term: usize, projected: usize,
): void {
  const rows = term == 0 ? to - from : expandedRows(tokens);
  for (let row = from; row < to; row += rows) {
    const end = min(row + rows, to);
    multiplyBlocks(linear, x, sums, scales, tokens, y, stride, scratch, row, end);
    if (term != 0) expand(changetype<LowRank>(term), projected, row, end, tokens, y, stride);
  }
}

/** The same without an adapter. */
@inline
function multiplyBlocks(
  linear: Linear, x: usize, sums: usize, scales: usize, tokens: i32, y: usize, stride: usize, scratch: usize, from: i32, to: i32,
): void {
  const eights = inEights(tokens);
  const first = <usize>eights;
  for (let row = from; row < to; row += EIGHT_ROWS) {
    const end = min(row + EIGHT_ROWS, to);
    if (!RELAXED && eights > 0) multiplyEights(linear, row, end, x, blockStep(tokens), scales, eights, y, stride, scratch);
    if (eights == tokens) continue;
    for (let r = row; r < end; r += INT4_ROWS) {
      const inputs = x + inputsPlace(eights, tokens);
      multiplyRest(linear, r, inputs, sums + first * 4, scales + first * 4, tokens, tokens - eights, y + first * stride, stride, scratch);
    }
  }
}

/** Eight rows for the last `rest` of `tokens` tokens, which do not lie in eights. */
function multiplyRest(
  linear: Linear, row: i32, x: usize, sums: usize, scales: usize, tokens: i32, rest: i32, y: usize, stride: usize, scratch: usize,
): void {
  const together = rest - (rest % TOGETHER);
  const step = blockStep(tokens);
  if (together > 0) {
    manyTokens(linear, row, x, step, sums, tokens, together, scratch);
    finishRows(linear, row, scratch + UNPACKED_BYTES, scales, together, y, stride);
  }
  for (let t = <usize>together; t < <usize>rest; t++) {
    const inputs = x + t * INPUT_BYTES;
    if (RELAXED) multiplyBytes(linear, row, inputs, sums + t * 4, tokens, scales + t * 4, y + t * stride);
    else oneToken(linear, row, inputs, step, sums + t * 4, tokens, scales + t * 4, y + t * stride);
  }
}

/** What leaves one nibble of each int16, in memory: the engine makes constants anew in every turn of a loop. */
const NIBBLES = memory.data<u16>(
  [15, 15, 15, 15, 15, 15, 15, 15, 240, 240, 240, 240, 240, 240, 240, 240, 3840, 3840, 3840, 3840, 3840, 3840, 3840, 3840],
  16,
);

/**
 * Eight rows for one token. A nibble that is masked and not shifted makes its products 16 or 256 times as large, which is
 * set right once a block instead of in each step. Sixteen bytes of each four rows a step: engines put loads first, and what more
 * of them bring does not fit the 16 registers of x86.
 */
function oneToken(
  linear: Linear, row: i32, x: usize, step: usize, sums: usize, tokens: i32, scale: usize, y: usize,
): void {
  const m0 = v128.load(NIBBLES);
  const m1 = v128.load(NIBBLES, 16);
  const m2 = v128.load(NIBBLES, 32);
  const between = step - INPUT_BYTES;
  let w = blockAddress(linear, row, 0);
  const last = w + <usize>blocksOf(linear.columns) * BLOCK_BYTES;
  let low = f32x4.splat(0);
  let high = low;
  while (w < last) {
    let a = getSplat(sums);
    let b = i32x4.splat(0);
    let c = b;
    let d = a;
    let e = b;
    let f = b;
    check(w, BLOCK_BYTES);
    check(x, INPUT_BYTES);
    for (const end = x + INPUT_BYTES; x < end; x += 16, w += 16) {
      const first = v128.load(w);
      const other = v128.load(w, 64);
      let v = v128.load_splat<i32>(x);
      a = addDot(a, v128.and(first, m0), v);
      d = addDot(d, v128.and(other, m0), v);
      v = v128.load_splat<i32>(x, 4);
      b = addDot(b, v128.and(first, m1), v);
      e = addDot(e, v128.and(other, m1), v);
      v = v128.load_splat<i32>(x, 8);
      c = addDot(c, v128.and(first, m2), v);
      f = addDot(f, v128.and(other, m2), v);
      v = v128.load_splat<i32>(x, 12);
      a = addDot(a, i16x8.shr_u(first, 12), v);
      d = addDot(d, i16x8.shr_u(other, 12), v);
    }
    a = i32x4.add(a, i32x4.shr_s(i32x4.add(b, i32x4.shr_s(c, 4)), 4));
    d = i32x4.add(d, i32x4.shr_s(i32x4.add(e, i32x4.shr_s(f, 4)), 4));
    low = f32x4.add(low, f32x4.mul(f32x4.convert_i32x4_s(a), v128.load(w, 64)));
    high = f32x4.add(high, f32x4.mul(f32x4.convert_i32x4_s(d), v128.load(w, 80)));
    w += BLOCK_BYTES - 64;
    x += between;
    sums += <usize>tokens * 4;
  }
  finishEight(linear, row, low, high, scale, y);
}

/** Eight rows for `together` of `tokens` tokens, a block after the other, `step` bytes apart: their sums into the scratch. */
function manyTokens(
  linear: Linear, row: i32, x: usize, step: usize, sums: usize, tokens: i32, together: i32, scratch: usize,
): void {
  const totals = scratch + UNPACKED_BYTES;
  const blocks = blocksOf(linear.columns);
  memory.fill(totals, 0, <usize>together * 32);
  let w = blockAddress(linear, row, 0);
  for (let b = 0; b < blocks; b++, w += BLOCK_BYTES) {
    if (RELAXED) unpackBytes(w, scratch);
    else unpack(w, scratch);
    for (let t: usize = 0; t < <usize>together; t += TOGETHER) {
      const inputs = x + t * INPUT_BYTES;
      if (RELAXED) multiplyTwo(scratch, inputs, sums + t * 4, w + BLOCK_SCALES, totals + t * 32);
      else fourTokens(scratch, inputs, sums + t * 4, w + BLOCK_SCALES, totals + t * 32);
    }
    x += step;
    sums += <usize>tokens * 4;
  }
}

/** A block of eight rows to int16 0 … 15: [16 pairs of columns][2 groups of 4 rows][4 rows][2]. */
function unpack(w: usize, to: usize): void {
  check(w, BLOCK_BYTES);
  check(to, UNPACKED_BYTES);
  const mask = v128.load(NIBBLES);
  for (const end = w + 64; w < end; w += 16, to += 128) {
    const first = v128.load(w);
    const other = v128.load(w, 64);
    v128.store(to, v128.and(first, mask));
    v128.store(to, v128.and(other, mask), 16);
    v128.store(to, v128.and(i16x8.shr_u(first, 4), mask), 32);
    v128.store(to, v128.and(i16x8.shr_u(other, 4), mask), 48);
    v128.store(to, v128.and(i16x8.shr_u(first, 8), mask), 64);
    v128.store(to, v128.and(i16x8.shr_u(other, 8), mask), 80);
    v128.store(to, i16x8.shr_u(first, 12), 96);
    v128.store(to, i16x8.shr_u(other, 12), 112);
  }
}

/** Adds an unpacked block of eight rows to the sums of four tokens. */
function fourTokens(w: usize, x: usize, sums: usize, scales: usize, totals: usize): void {
  multiplyTile(End.scale, w, w + UNPACKED_BYTES, 32, x, totals, 32, scales, sums);
}
