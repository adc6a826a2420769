import { highHalves, highLanes, lowHalves, lowLanes, spreadLane } from "./lanes";
import { get128 } from "./memory";
import { putFourPairs } from "./pair-columns";
import { magnitudes, quantizeEight } from "./quantize";

// Four rows of floats at once, a row in each lane of what is found of them: every number is what `quantize.ts` computes of one.

/** Of four rows, `stride` bytes apart, the largest magnitudes; NaN of a row that has one. `bytes` is a multiple of 16. */
@inline
export function largestOfFour(rows: usize, stride: usize, bytes: usize): v128 {
  const mask = magnitudes();
  let a = i32x4.splat(0);
  let b = a;
  let c = a;
  let d = a;
  for (let p = rows, end = rows + bytes; p < end; p += 16) {
    a = i32x4.max_s(a, v128.and(get128(p), mask));
    b = i32x4.max_s(b, v128.and(get128(p + stride), mask));
    c = i32x4.max_s(c, v128.and(get128(p + stride * 2), mask));
    d = i32x4.max_s(d, v128.and(get128(p + stride * 3), mask));
  }
  const ab = i32x4.max_s(lowLanes(a, b), highLanes(a, b));
  const cd = i32x4.max_s(lowLanes(c, d), highLanes(c, d));
  return i32x4.max_s(lowHalves(ab, cd), highHalves(ab, cd));
}

/** As `inverseScale`. */
@inline
export function inverseScales(largest: v128, levels: f32): v128 {
  const isTiny = f32x4.lt(largest, f32x4.splat(1e-30));
  return v128.andnot(f32x4.div(f32x4.splat(levels), largest), isTiny);
}

/** Four rows of `bytes`, a multiple of 32, become int16 [columns/2][4 rows][2], each by its inverse scale; every two columns `step` bytes. */
@inline
export function putFourRows(to: usize, step: usize, rows: usize, stride: usize, bytes: usize, inverses: v128): void {
  const one = spreadLane(inverses, 0);
  const two = spreadLane(inverses, 1);
  const three = spreadLane(inverses, 2);
  const four = spreadLane(inverses, 3);
  for (let p = rows, end = rows + bytes; p < end; p += 32, to += 4 * step) {
    const a = quantizeAt(p, one);
    const b = quantizeAt(p + stride, two);
    const c = quantizeAt(p + stride * 2, three);
    const d = quantizeAt(p + stride * 3, four);
    putFourPairs(to, step, a, b, c, d);
  }
}

/** Eight floats as whole steps. */
@inline
export function quantizeAt(from: usize, inverse: v128): v128 {
  return quantizeEight(get128(from), get128(from + 16), inverse);
}
