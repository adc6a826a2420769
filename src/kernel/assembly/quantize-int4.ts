import { EIGHT, EIGHT_BYTES, FACTOR_BYTES, HALF_BYTES, inEights, placeOfFour } from "./eight-layout";
import { INT4_BLOCK } from "./int4-layout";
import { check, put } from "./memory";
import { finiteMask, inverseScale, largestMagnitude, MOST, quantizeEight } from "./quantize";

/** Bytes of a token's inputs in a block, in either build. */
export const INPUT_BYTES: usize = 64;

/** Bytes from a block's inputs of some tokens to the next block's: first those that lie in eights, then one token after the other. */
@inline
export function blockStep(tokens: i32): usize {
  const eights = inEights(tokens);
  return <usize>(eights / EIGHT) * EIGHT_BYTES + <usize>(tokens - eights) * INPUT_BYTES;
}

/** Where one of so many tokens has its inputs of a block. */
@inline
export function inputsPlace(token: i32, tokens: i32): usize {
  const eights = inEights(tokens);
  if (token < eights) {
    return <usize>(token / EIGHT) * EIGHT_BYTES + placeOfFour(token, FACTOR_BYTES) + <usize>(token & 3) * HALF_BYTES;
  }
  return <usize>(eights / EIGHT) * EIGHT_BYTES + <usize>(token - eights) * INPUT_BYTES;
}

/**
 * Quantizes one token's activations, float32 × `columns` (a multiple of 16), for products with 4-bit weights, with one scale:
 * {@link INPUT_BYTES} for each block, `step` bytes apart, its second half `half` bytes behind the first, and of each block -8 times the
 * sum, int32, `sumStep` bytes apart, which makes of weights 0 … 15 those of -8 … 7. Sums of a block fit int32 whatever the matrix: all 14 bits are used.
 *
 * Of eight columns lie side by side those that the weights have in the same nibble of their two int16: 0 4, 1 5, 2 6, 3 7. In the
 * relaxed build they are split into h and l, x = 128 h + l, both signed bytes, [32 h][32 l], of each eight the even ones first.
 * A non-finite activation makes the scale non-finite, and with it every result of this token.
 */
export function quantizeBlocks(
  source: usize, columns: i32, to: usize, step: usize, half: usize, sums: usize, sumStep: usize, scale: usize,
): void {
  const end = source + <usize>columns * 4;
  const largest = largestMagnitude(source, end);
  put<f32>(scale, largest / <f32>MOST);
  const inverse = inverseScale(largest, <f32>MOST);
  const finite = finiteMask(largest);
  const factors = v128.load_splat<i16>(MINUS_EIGHT);
  for (let p = source; p < end; p += <usize>INT4_BLOCK * 4, to += step, sums += sumStep) {
    check(to, 32);
    check(to + half, 32);
    let sum = sixteen(p, to, inverse, finite);
    if (p + 64 < end) {
      sum = i16x8.add(sum, sixteen(p + 64, to + half, inverse, finite));
    } else {
      fillSixteen(to + half);
    }
    putSum(sums, i32x4.dot_i16x8_s(sum, factors));
  }
}

/** Bytes from the first half of a block's inputs to the second. */
export const HALF: usize = RELAXED ? 16 : 32;

/** What a sum is multiplied by; in memory, since a constant vector is made anew in every turn of a loop. */
const MINUS_EIGHT = memory.data<i16>([-8]);

/** Adds up four lanes. */
@inline
function putSum(to: usize, lanes: v128): void {
  const pairs = i32x4.add(lanes, v128.shuffle<i32>(lanes, lanes, 2, 3, 2, 3));
  check(to, 4);
  v128.store_lane<i32>(to, i32x4.add(pairs, v128.shuffle<i32>(pairs, pairs, 1, 1, 1, 1)), 0);
}

/** @returns eight sums, whose sum is that of the sixteen columns: two numbers of 14 bits each, and four fit as well */
@inline
function sixteen(from: usize, to: usize, inverse: v128, finite: v128): v128 {
  check(from, 64);
  const first = v128.and(quantizeEight(v128.load(from), v128.load(from, 16), inverse), finite);
  const second = v128.and(quantizeEight(v128.load(from, 32), v128.load(from, 48), inverse), finite);
  if (RELAXED) {
    const upper = evenFirst(i8x16.narrow_i16x8_s(upperHalf(first), upperHalf(second)));
    const lower = evenFirst(i8x16.narrow_i16x8_s(lowerHalf(first), lowerHalf(second)));
    v128.store(to, upper);
    v128.store(to, lower, 32);
  } else {
    v128.store(to, mixHalves(first));
    v128.store(to, mixHalves(second), 16);
  }
  return i16x8.add(first, second);
}

/** 0 4 1 5 2 6 3 7, in two instructions without a mask. */
@inline
function mixHalves(v: v128): v128 {
  return v128.shuffle<i16>(v, v128.shuffle<i64>(v, v, 1, 0), 0, 8, 1, 9, 2, 10, 3, 11);
}

@inline
function fillSixteen(to: usize): void {
  const zero = i32x4.splat(0);
  v128.store(to, zero);
  v128.store(to, zero, RELAXED ? 32 : 16);
}

/** -64 … 64 */
@inline
function upperHalf(x: v128): v128 {
  return i16x8.shr_s(i16x8.add(x, i16x8.splat(64)), 7);
}

/** -64 … 63 */
@inline
function lowerHalf(x: v128): v128 {
  return i16x8.sub(x, i16x8.shl(upperHalf(x), 7));
}

@inline
function evenFirst(v: v128): v128 {
  return i8x16.shuffle(v, v, 0, 2, 4, 6, 1, 3, 5, 7, 8, 10, 12, 14, 9, 11, 13, 15);
}
