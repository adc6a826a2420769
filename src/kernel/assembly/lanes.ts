// How numbers of four vectors that belong together come to lie side by side.

/** [a0, b0, a1, b1] */
@inline
export function lowLanes(a: v128, b: v128): v128 {
  return v128.shuffle<i32>(a, b, 0, 4, 1, 5);
}

/** [a2, b2, a3, b3] */
@inline
export function highLanes(a: v128, b: v128): v128 {
  return v128.shuffle<i32>(a, b, 2, 6, 3, 7);
}

/** [a0, a1, b0, b1] */
@inline
export function lowHalves(a: v128, b: v128): v128 {
  return v128.shuffle<i32>(a, b, 0, 1, 4, 5);
}

/** [a2, a3, b2, b3] */
@inline
export function highHalves(a: v128, b: v128): v128 {
  return v128.shuffle<i32>(a, b, 2, 3, 6, 7);
}

/** One lane in all four. */
@inline
export function spreadLane(lanes: v128, lane: i32): v128 {
  if (lane == 0) return v128.shuffle<i32>(lanes, lanes, 0, 0, 0, 0);
  if (lane == 1) return v128.shuffle<i32>(lanes, lanes, 1, 1, 1, 1);
  if (lane == 2) return v128.shuffle<i32>(lanes, lanes, 2, 2, 2, 2);
  return v128.shuffle<i32>(lanes, lanes, 3, 3, 3, 3);
}

/** Adds to each of four int32 sums the products of two pairs of int16. */
@inline
export function addDot(sums: v128, a: v128, b: v128): v128 {
  return i32x4.add(sums, i32x4.dot_i16x8_s(a, b));
}

/** [Σa, Σb, Σc, Σd], int32 */
@inline
export function sumLanes(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = i32x4.add(lowLanes(a, b), highLanes(a, b));
  const cd = i32x4.add(lowLanes(c, d), highLanes(c, d));
  return i32x4.add(lowHalves(ab, cd), highHalves(ab, cd));
}

/** [Σa, Σb, Σc, Σd] of int32 as float32: the sums may be more than an int32 holds. */
@inline
export function sumIntegers(a: v128, b: v128, c: v128, d: v128): v128 {
  return sumFloats(f32x4.convert_i32x4_s(a), f32x4.convert_i32x4_s(b), f32x4.convert_i32x4_s(c), f32x4.convert_i32x4_s(d));
}

@inline
function sumFloats(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(lowLanes(a, b), highLanes(a, b));
  const cd = f32x4.add(lowLanes(c, d), highLanes(c, d));
  return f32x4.add(lowHalves(ab, cd), highHalves(ab, cd));
}
