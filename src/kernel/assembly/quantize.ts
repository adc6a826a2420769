import { check, get128, put, put128 } from "./memory";

/** Most magnitude of a quantized activation: 14 bits with the sign, which two 7-bit halves can hold. */
const MOST: i32 = 8191;

/** Largest |x| for which a sum of `columns` products with |w| ≤ 127 stays inside int32. */
@inline
function bound(columns: i32): i32 {
  return min(MOST, i32.MAX_VALUE / (127 * columns));
}

/**
 * Quantizes one token's activations, float32 × `columns` (a multiple of 16), to int16 with one scale.
 * A non-finite activation makes the scale non-finite, and with it every result.
 */
export function quantize(source: usize, columns: i32, to: usize, scale: usize): void {
  let most = f32x4.splat(0);
  const end = source + <usize>columns * 4;
  for (let p = source; p < end; p += 16) most = f32x4.max(most, f32x4.abs(get128(p)));
  const pair = f32x4.max(most, v128.shuffle<f32>(most, most, 2, 3, 2, 3));
  const largest = max(f32x4.extract_lane(pair, 0), f32x4.extract_lane(pair, 1));
  const levels = <f32>bound(columns);
  put<f32>(scale, largest / levels);
  // Below this the inverse would overflow; such activations are nothing beside any bias.
  const inverse = f32x4.splat(largest < 1e-30 ? 0 : levels / largest);
  for (let p = source, q = to; p < end; p += 32, q += 16) {
    check(p, 32);
    const low = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v128.load(p), inverse)));
    const high = i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(v128.load(p, 16), inverse)));
    put128(q, i16x8.narrow_i32x4_s(low, high));
  }
}
