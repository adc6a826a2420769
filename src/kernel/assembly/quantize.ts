import { wholes } from "./exp";
import { check, get128, put } from "./memory";

/** Most magnitude of a quantized activation: 14 bits with the sign, which two 7-bit halves can hold. */
export const MOST: i32 = 8191;

/** Largest |x| for which a sum of `columns` products with |w| ≤ 127 stays inside int32. */
@inline
export function bound(columns: i32): i32 {
  return min(MOST, i32.MAX_VALUE / (127 * columns));
}

/**
 * Quantizes one token's activations, float32 × `columns` (a multiple of 16), to int16 with one scale, 8 columns every
 * `step` bytes, or `apart`, two every 16 bytes; for the relaxed build, whose step is 16, to the upper seven bits of 16 columns
 * and then their lower seven. Behind 16 columns the next ones come `forth` bytes further, behind those `back`, and so on in turns.
 * A non-finite activation makes the scale non-finite, and with it every result of this token.
 */
export function quantize(
  source: usize, columns: i32, to: usize, step: usize, apart: bool, scale: usize, forth: usize, back: usize,
): void {
  const end = source + <usize>columns * 4;
  const largest = largestMagnitude(source, end);
  const levels = <f32>bound(columns);
  put<f32>(scale, largest / levels);
  const inverse = inverseScale(largest, levels);
  const finite = finiteMask(largest);
  for (let p = source, q = to, next = forth; p < end; p += 64, q += next, next = forth + back - next) {
    check(p, 64);
    const low = v128.and(quantizeEight(v128.load(p), v128.load(p, 16), inverse), finite);
    const high = v128.and(quantizeEight(v128.load(p, 32), v128.load(p, 48), inverse), finite);
    if (apart) {
      putPairs(q, low);
      putPairs(q + step, high);
      continue;
    }
    check(q, 16);
    check(q + step, 16);
    if (RELAXED) {
      // x + 8192 = 128 · upper + lower, both from 0 to 127.
      const a = i16x8.add(low, i16x8.splat(8192));
      const b = i16x8.add(high, i16x8.splat(8192));
      const mask = i16x8.splat(127);
      v128.store(q, i8x16.narrow_i16x8_u(i16x8.shr_u(a, 7), i16x8.shr_u(b, 7)));
      v128.store(q, i8x16.narrow_i16x8_u(v128.and(a, mask), v128.and(b, mask)), 16);
    } else {
      v128.store(q, low);
      v128.store(q + step, high);
    }
  }
}

/** Eight columns, two every 16 bytes. */
@inline
function putPairs(to: usize, columns: v128): void {
  check(to, 52);
  v128.store_lane<i32>(to, columns, 0);
  v128.store_lane<i32>(to, columns, 1, 16);
  v128.store_lane<i32>(to, columns, 2, 32);
  v128.store_lane<i32>(to, columns, 3, 48);
}

/** All but the sign: an absolute value costs V8 three instructions in every turn of a loop. */
const MAGNITUDE = memory.data<u32>([0x7fff_ffff]);

@inline
export function magnitudes(): v128 {
  return v128.load_splat<u32>(MAGNITUDE);
}

/**
 * Largest magnitude of the floats from `from` to `end`, a multiple of 4; NaN when one of them is. Without their signs floats
 * are in the order of their bits, NaN last, and the largest integer is found in one instruction.
 */
@inline
export function largestMagnitude(from: usize, end: usize): f32 {
  const mask = magnitudes();
  let most = i32x4.splat(0);
  for (let p = from; p < end; p += 16) most = i32x4.max_s(most, v128.and(get128(p), mask));
  most = i32x4.max_s(most, v128.shuffle<i32>(most, most, 2, 3, 2, 3));
  return f32x4.extract_lane(i32x4.max_s(most, v128.shuffle<i32>(most, most, 1, 1, 1, 1)), 0);
}

/** What makes whole steps of numbers whose largest magnitude is to become `levels`. */
@inline
export function inverseScale(largest: f32, levels: f32): v128 {
  // Below this the inverse would overflow; such numbers are nothing beside any bias.
  return f32x4.splat(largest < 1e-30 ? 0 : levels / largest);
}

/** Of integers of numbers whose largest magnitude is this: none where it is not finite, which would not fit the sums of tokens beside it. */
@inline
export function finiteMask(largest: f32): v128 {
  return i16x8.splat(isFinite(largest) ? -1 : 0);
}

/** Eight floats as whole steps, int16. What is not finite becomes anything. */
@inline
export function quantizeEight(first: v128, second: v128, inverse: v128): v128 {
  return i16x8.narrow_i32x4_s(roundFour(first, inverse), roundFour(second, inverse));
}

@inline
function roundFour(x: v128, inverse: v128): v128 {
  const shift = wholes();
  return i32x4.sub(f32x4.add(f32x4.mul(x, inverse), shift), shift);
}
