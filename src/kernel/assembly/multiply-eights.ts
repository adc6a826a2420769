import { EIGHT, EIGHT_BYTES, FACTOR_BYTES } from "./eight-layout";
import { makeOperands, OPERAND, OPERANDS } from "./eight-operands";
import { addScaled, finishRows } from "./finish-int4";
import { BLOCK_BYTES, BLOCK_SCALES, blockAddress, blocksOf, INT4_ROWS } from "./int4-layout";
import { addDot } from "./lanes";
import { Linear } from "./linear";
import { check, get128, put128 } from "./memory";

/** Rows side by side. */
export const EIGHT_ROWS: i32 = 2 * INT4_ROWS;
/** Bytes of the sums of eight rows and four tokens, of which three are kept. */
const SUMS: usize = 128;

/** Bytes of scratch for so many tokens, with their sums, float32 [2][tokens][8]. */
@inline
export function eightsScratchBytes(tokens: i32): i32 {
  return <i32>(OPERANDS + 3 * SUMS) + tokens * EIGHT_ROWS * 4;
}

/**
 * Rows `row` … `end`, 16 or the last eight, for the first `eights` tokens, a multiple of eight, whose inputs lie as `eight-layout.ts`
 * says, a block every `step` bytes; the rest is as in `matmulInt4`. Sums of a block are exact integers however they come about: a token's
 * result is what it is alone.
 */
export function multiplyEights(
  linear: Linear, row: i32, end: i32, x: usize, step: usize, scales: usize, eights: i32, y: usize, stride: usize, scratch: usize,
): void {
  const totals = scratch + OPERANDS + 3 * SUMS;
  const bytes = <usize>eights * 32;
  const next = row + INT4_ROWS;
  memory.fill(totals, 0, 2 * bytes);
  // Where eight rows are left they are taken twice.
  multiplyRows(linear, row, next < end ? next : row, x, step, eights, totals, scratch);
  finishRows(linear, row, totals, scales, eights, y, stride);
  if (next < end) finishRows(linear, next, totals + bytes, scales, eights, y, stride);
}

/** Adds the products of twice eight rows to the sums. */
function multiplyRows(
  linear: Linear, row: i32, other: i32, x: usize, step: usize, eights: i32, totals: usize, scratch: usize,
): void {
  const blocks = blocksOf(linear.columns);
  const bytes = <usize>eights * 32;
  let w = blockAddress(linear, row, 0);
  const more = blockAddress(linear, other, 0) - w;
  for (let b = 0; b < blocks; b++, w += BLOCK_BYTES, x += step) {
    makeOperands(w, w + more, scratch);
    let inputs = x;
    for (let t = totals, end = totals + bytes; t < end; t += <usize>EIGHT * 32, inputs += EIGHT_BYTES) {
      multiplyEight(scratch, inputs, w + BLOCK_SCALES, w + more + BLOCK_SCALES, t, t + bytes);
    }
  }
}

// The seven products, each a step with a size of its own: what is done after a step is then known to the compiler, which writes
// the one loop seven times, so that the sums stay in registers from step to step.
@unmanaged
class Step1 { a: u8; }
@unmanaged
class Step2 extends Step1 { b: u8; }
@unmanaged
class Step3 extends Step2 { c: u8; }
@unmanaged
class Step4 extends Step3 { d: u8; }
@unmanaged
class Step5 extends Step4 { e: u8; }
@unmanaged
class Step6 extends Step5 { f: u8; }
@unmanaged
class Step7 extends Step6 { g: u8; }

/** Adds the products of 16 rows and eight tokens to their totals, float32 [4 tokens][8 rows] twice in `to` and twice in `more`. */
function multiplyEight(w: usize, x: usize, scales: usize, moreScales: usize, to: usize, more: usize): void {
  const z = i32x4.splat(0);
  multiplyStep<Step1>(w, x, scales, moreScales, to, more, w + OPERANDS, z, z, z, z, z, z, z, z);
}

/** `sums` is room for three times the sums of eight rows and four tokens; those from `a0` to `d1` are [4 tokens][2 groups of 4 rows]. */
@inline
function multiplyStep<S>(
  w: usize, x: usize, scales: usize, moreScales: usize, to: usize, more: usize, sums: usize,
  a0: v128, a1: v128, b0: v128, b1: v128, c0: v128, c1: v128, d0: v128, d1: v128,
): void {
  for (const last = w + OPERAND; w < last; w += 32, x += 4) {
    check(w, 32);
    check(x, 100);
    const first = v128.load(w);
    const other = v128.load(w, 16);
    let v = v128.load_splat<i32>(x);
    a0 = addDot(a0, first, v);
    a1 = addDot(a1, other, v);
    v = v128.load_splat<i32>(x, 32);
    b0 = addDot(b0, first, v);
    b1 = addDot(b1, other, v);
    v = v128.load_splat<i32>(x, 64);
    c0 = addDot(c0, first, v);
    c1 = addDot(c1, other, v);
    v = v128.load_splat<i32>(x, 96);
    d0 = addDot(d0, first, v);
    d1 = addDot(d1, other, v);
  }
  x += FACTOR_BYTES - 32;
  if (offsetof<S>() == offsetof<Step1>()) {
    // A11 B11
    keep(sums, a0, a1, b0, b1, c0, c1, d0, d1);
    multiplyStep<Step2>(w, x, scales, moreScales, to, more, sums, a0, a1, b0, b1, c0, c1, d0, d1);
  } else if (offsetof<S>() == offsetof<Step2>()) {
    // + A12 B21 = C11
    finish(to, scales, a0, a1, b0, b1, c0, c1, d0, d1);
    goOn(w, x, scales, moreScales, to, more, sums);
  } else if (offsetof<S>() == offsetof<Step3>()) {
    // A11 B11 + S2 T2
    keep(sums + SUMS, a0, a1, b0, b1, c0, c1, d0, d1);
    multiplyStep<Step4>(w, x, scales, moreScales, to, more, sums, a0, a1, b0, b1, c0, c1, d0, d1);
  } else if (offsetof<S>() == offsetof<Step4>()) {
    // + S1 T1
    keep(sums + 2 * SUMS, a0, a1, b0, b1, c0, c1, d0, d1);
    multiplyStep<Step5>(w, x, scales, moreScales, to, more, sums, a0, a1, b0, b1, c0, c1, d0, d1);
  } else if (offsetof<S>() == offsetof<Step5>()) {
    // + S4 B22 = C12
    finish(to + SUMS, scales, a0, a1, b0, b1, c0, c1, d0, d1);
    const z = i32x4.splat(0);
    multiplyStep<Step6>(w, x, scales, moreScales, to, more, sums, z, z, z, z, z, z, z, z);
  } else if (offsetof<S>() == offsetof<Step6>()) {
    // S3 T3
    join(w, x, scales, moreScales, to, more, sums, a0, a1, b0, b1, c0, c1, d0, d1);
  } else {
    // + A22 T4 = C21
    finish(more, moreScales, a0, a1, b0, b1, c0, c1, d0, d1);
  }
}

/** The third step begins with what the first one has kept. */
@inline
function goOn(w: usize, x: usize, scales: usize, moreScales: usize, to: usize, more: usize, sums: usize): void {
  multiplyStep<Step3>(
    w, x, scales, moreScales, to, more, sums, get128(sums), get128(sums + 16), get128(sums + 32), get128(sums + 48),
    get128(sums + 64), get128(sums + 80), get128(sums + 96), get128(sums + 112),
  );
}

/** What the sixth step has found, added to what was kept last, is C22, and the seventh begins with it and with what was kept before. */
@inline
function join(
  w: usize, x: usize, scales: usize, moreScales: usize, to: usize, more: usize, sums: usize,
  a0: v128, a1: v128, b0: v128, b1: v128, c0: v128, c1: v128, d0: v128, d1: v128,
): void {
  const last = sums + 2 * SUMS;
  finish(
    more + SUMS, moreScales, plus(a0, last), plus(a1, last + 16), plus(b0, last + 32), plus(b1, last + 48),
    plus(c0, last + 64), plus(c1, last + 80), plus(d0, last + 96), plus(d1, last + 112),
  );
  const kept = sums + SUMS;
  multiplyStep<Step7>(
    w, x, scales, moreScales, to, more, sums, plus(a0, kept), plus(a1, kept + 16), plus(b0, kept + 32), plus(b1, kept + 48),
    plus(c0, kept + 64), plus(c1, kept + 80), plus(d0, kept + 96), plus(d1, kept + 112),
  );
}

@inline
function keep(
  to: usize, a0: v128, a1: v128, b0: v128, b1: v128, c0: v128, c1: v128, d0: v128, d1: v128,
): void {
  put128(to, a0);
  put128(to + 16, a1);
  put128(to + 32, b0);
  put128(to + 48, b1);
  put128(to + 64, c0);
  put128(to + 80, c1);
  put128(to + 96, d0);
  put128(to + 112, d1);
}

@inline
function plus(sum: v128, kept: usize): v128 {
  return i32x4.add(sum, get128(kept));
}

@inline
function finish(
  to: usize, scales: usize, a0: v128, a1: v128, b0: v128, b1: v128, c0: v128, c1: v128, d0: v128, d1: v128,
): void {
  const low = get128(scales);
  const high = get128(scales + 16);
  addScaled(to, a0, a1, low, high);
  addScaled(to + 32, b0, b1, low, high);
  addScaled(to + 64, c0, c1, low, high);
  addScaled(to + 96, d0, d1, low, high);
}
