import { HALF_BYTES } from "./eight-layout";
import { addScaled } from "./finish-int4";
import { addDot } from "./lanes";
import { check, get128, put128 } from "./memory";

// The seven products of `eight-layout.ts`, of 16 rows and eight tokens.

/** Bytes of the sums of eight rows and four tokens. */
export const SUMS: usize = 128;
/** Bytes of those that are kept from one product to another. */
export const KEPT_SUMS: usize = 3 * SUMS;

// Each is a step with a size of its own: what is done after a step is then known to the compiler, which writes
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

/**
 * Adds the products of 16 rows with eight tokens to those of the first eight rows in `to` and to the others in `more`. Where `blocks` says so,
 * a constant, they are of a block of 4-bit weights, and times its scales float32 [4 tokens][8 rows] twice each; otherwise they stay int32.
 * @param w seven factors of the weights, `bytes` each: int16 [columns/2][2 groups of 4 rows][4 rows][2] @param x of the first factor of the
 * inputs @param gap from what is multiplied of one factor to the next one's @param sums KEPT_SUMS of scratch
 */
@inline
export function multiplySeven(
  blocks: bool, w: usize, bytes: usize, x: usize, gap: usize, scales: usize, moreScales: usize, to: usize, more: usize, sums: usize,
): void {
  const z = i32x4.splat(0);
  multiplyStep<Step1>(blocks, w, bytes, x, gap, scales, moreScales, to, more, sums, z, z, z, z, z, z, z, z);
}

/**
 * One after the other: from this one on, with `sums`, room for three times the sums of eight rows and four tokens; those from `a0` to `d1`
 * are [4 tokens][2 groups of 4 rows].
 */
@inline
function multiplyStep<S>(
  blocks: bool, w: usize, bytes: usize, x: usize, gap: usize, scales: usize, moreScales: usize, to: usize, more: usize, sums: usize,
  a0: v128, a1: v128, b0: v128, b1: v128, c0: v128, c1: v128, d0: v128, d1: v128,
): void {
  for (const last = w + bytes; w < last; w += 32, x += blocks ? 4 : 16) {
    check(w, 32);
    check(x, blocks ? 100 : 16);
    const first = v128.load(w);
    const other = v128.load(w, 16);
    let v = v128.load_splat<i32>(x);
    a0 = addDot(a0, first, v);
    a1 = addDot(a1, other, v);
    v = blocks ? v128.load_splat<i32>(x, HALF_BYTES) : v128.load_splat<i32>(x, 4);
    b0 = addDot(b0, first, v);
    b1 = addDot(b1, other, v);
    v = blocks ? v128.load_splat<i32>(x, 2 * HALF_BYTES) : v128.load_splat<i32>(x, 8);
    c0 = addDot(c0, first, v);
    c1 = addDot(c1, other, v);
    v = blocks ? v128.load_splat<i32>(x, 3 * HALF_BYTES) : v128.load_splat<i32>(x, 12);
    d0 = addDot(d0, first, v);
    d1 = addDot(d1, other, v);
  }
  x += gap;
  if (offsetof<S>() == offsetof<Step1>()) {
    // A11 B11
    keep(sums, a0, a1, b0, b1, c0, c1, d0, d1);
    multiplyStep<Step2>(blocks, w, bytes, x, gap, scales, moreScales, to, more, sums, a0, a1, b0, b1, c0, c1, d0, d1);
  } else if (offsetof<S>() == offsetof<Step2>()) {
    // + A12 B21 = C11
    finish(blocks, to, scales, a0, a1, b0, b1, c0, c1, d0, d1);
    goOn(blocks, w, bytes, x, gap, scales, moreScales, to, more, sums);
  } else if (offsetof<S>() == offsetof<Step3>()) {
    // A11 B11 + S2 T2
    keep(sums + SUMS, a0, a1, b0, b1, c0, c1, d0, d1);
    multiplyStep<Step4>(blocks, w, bytes, x, gap, scales, moreScales, to, more, sums, a0, a1, b0, b1, c0, c1, d0, d1);
  } else if (offsetof<S>() == offsetof<Step4>()) {
    // + S1 T1
    keep(sums + 2 * SUMS, a0, a1, b0, b1, c0, c1, d0, d1);
    multiplyStep<Step5>(blocks, w, bytes, x, gap, scales, moreScales, to, more, sums, a0, a1, b0, b1, c0, c1, d0, d1);
  } else if (offsetof<S>() == offsetof<Step5>()) {
    // + S4 B22 = C12
    finish(blocks, to + SUMS, scales, a0, a1, b0, b1, c0, c1, d0, d1);
    const z = i32x4.splat(0);
    multiplyStep<Step6>(blocks, w, bytes, x, gap, scales, moreScales, to, more, sums, z, z, z, z, z, z, z, z);
  } else if (offsetof<S>() == offsetof<Step6>()) {
    // S3 T3
    join(blocks, w, bytes, x, gap, scales, moreScales, to, more, sums, a0, a1, b0, b1, c0, c1, d0, d1);
  } else {
    // + A22 T4 = C21
    finish(blocks, more, moreScales, a0, a1, b0, b1, c0, c1, d0, d1);
  }
}

/** The third step begins with what the first one has kept. */
@inline
function goOn(
  blocks: bool, w: usize, bytes: usize, x: usize, gap: usize, scales: usize, moreScales: usize, to: usize, more: usize, sums: usize,
): void {
  multiplyStep<Step3>(
    blocks, w, bytes, x, gap, scales, moreScales, to, more, sums, get128(sums), get128(sums + 16), get128(sums + 32), get128(sums + 48),
    get128(sums + 64), get128(sums + 80), get128(sums + 96), get128(sums + 112),
  );
}

/** What the sixth step has found, added to what was kept last, is C22, and the seventh begins with it and with what was kept before. */
@inline
function join(
  blocks: bool, w: usize, bytes: usize, x: usize, gap: usize, scales: usize, moreScales: usize, to: usize, more: usize, sums: usize,
  a0: v128, a1: v128, b0: v128, b1: v128, c0: v128, c1: v128, d0: v128, d1: v128,
): void {
  const last = sums + 2 * SUMS;
  finish(
    blocks, more + SUMS, moreScales, plus(a0, last), plus(a1, last + 16), plus(b0, last + 32), plus(b1, last + 48),
    plus(c0, last + 64), plus(c1, last + 80), plus(d0, last + 96), plus(d1, last + 112),
  );
  const kept = sums + SUMS;
  multiplyStep<Step7>(
    blocks, w, bytes, x, gap, scales, moreScales, to, more, sums, plus(a0, kept), plus(a1, kept + 16), plus(b0, kept + 32), plus(b1, kept + 48),
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
  blocks: bool, to: usize, scales: usize,
  a0: v128, a1: v128, b0: v128, b1: v128, c0: v128, c1: v128, d0: v128, d1: v128,
): void {
  if (!blocks) {
    keep(
      to, plus(a0, to), plus(a1, to + 16), plus(b0, to + 32), plus(b1, to + 48),
      plus(c0, to + 64), plus(c1, to + 80), plus(d0, to + 96), plus(d1, to + 112),
    );
    return;
  }
  const low = get128(scales);
  const high = get128(scales + 16);
  addScaled(to, a0, a1, low, high);
  addScaled(to + 32, b0, b1, low, high);
  addScaled(to + 64, c0, c1, low, high);
  addScaled(to + 96, d0, d1, low, high);
}
