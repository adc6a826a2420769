/**
 * 1.5 · 2^23: a float32 of less than 2^22 that this is added to loses its fraction, rounded to the nearest even, and leaves
 * its whole part in the low bits. WebAssembly's own conversions cost ten instructions for what they do with NaN.
 */
export const WHOLE: f32 = 12_582_912;

/**
 * e^x for |x| up to 87, clamped beyond; relative error below 3e-7. Splits x = n·ln 2 + r with |r| ≤ ln 2 / 2 and sums
 * the Taylor series of e^r to the sixth power. NaN stays NaN.
 */
@inline
export function exp(x: v128): v128 {
  // pmax and pmin are one instruction each, and leave NaN in their first factor as it is.
  const clamped = f32x4.pmin(f32x4.pmax(x, f32x4.splat(-87)), f32x4.splat(87));
  const shifted = f32x4.add(f32x4.mul(clamped, f32x4.splat(1.44269504)), f32x4.splat(WHOLE));
  const n = f32x4.sub(shifted, f32x4.splat(WHOLE));
  // ln 2 in two parts: n times the first is exact.
  let r = f32x4.sub(clamped, f32x4.mul(n, f32x4.splat(0.693359375)));
  r = f32x4.add(r, f32x4.mul(n, f32x4.splat(2.12194440e-4)));
  let sum = f32x4.add(f32x4.mul(r, f32x4.splat(1.0 / 720)), f32x4.splat(1.0 / 120));
  sum = f32x4.add(f32x4.mul(sum, r), f32x4.splat(1.0 / 24));
  sum = f32x4.add(f32x4.mul(sum, r), f32x4.splat(1.0 / 6));
  sum = f32x4.add(f32x4.mul(sum, r), f32x4.splat(0.5));
  sum = f32x4.add(f32x4.mul(sum, r), f32x4.splat(1));
  sum = f32x4.add(f32x4.mul(sum, r), f32x4.splat(1));
  // The low bits of `shifted` are n, what stands above them is shifted out.
  const power = i32x4.add(i32x4.shl(shifted, 23), i32x4.splat(127 << 23));
  return f32x4.mul(sum, power);
}

/** 1 / (1 + e^-x) */
@inline
export function sigmoid(x: v128): v128 {
  const one = f32x4.splat(1);
  return f32x4.div(one, f32x4.add(one, exp(f32x4.neg(x))));
}
