/**
 * 1.5 · 2^23: a float32 of less than 2^22 that this is added to loses its fraction, rounded to the nearest even, and leaves
 * its whole part in the low bits. WebAssembly's own conversions cost ten instructions for what they do with NaN.
 */
export const WHOLE: f32 = 12_582_912;

/**
 * What {@link exp} multiplies and adds, in memory: a constant vector costs V8 three instructions, anew in every turn of a loop, and
 * e^x half its time. ln 2 has two parts: a whole number times the first is exact. From the seventh on they are the Taylor series'.
 */
const NUMBERS = memory.data<f32>([
  -87, 87, 1.44269504, WHOLE, 0.693359375, 2.12194440e-4, 1.0 / 720, 1.0 / 120, 1.0 / 24, 1.0 / 6, 0.5, 1,
]);

@inline
function number(index: usize): v128 {
  return v128.load_splat<f32>(NUMBERS + index * 4);
}

/**
 * e^x for |x| up to 87, clamped beyond; relative error below 3e-7. Splits x = n·ln 2 + r with |r| ≤ ln 2 / 2 and sums
 * the Taylor series of e^r to the sixth power, in powers of r² of pairs of its terms: as many instructions as one term after
 * the other, of which half as many wait for one another. NaN stays NaN.
 */
@inline
export function exp(x: v128): v128 {
  // pmax and pmin are one instruction each, and leave NaN in their first factor as it is.
  const clamped = f32x4.pmin(f32x4.pmax(x, number(0)), number(1));
  const whole = number(3);
  const shifted = f32x4.add(f32x4.mul(clamped, number(2)), whole);
  const n = f32x4.sub(shifted, whole);
  let r = f32x4.sub(clamped, f32x4.mul(n, number(4)));
  r = f32x4.add(r, f32x4.mul(n, number(5)));
  const one = number(11);
  const square = f32x4.mul(r, r);
  let sum = f32x4.add(f32x4.mul(r, number(7)), number(8));
  sum = f32x4.add(f32x4.mul(square, number(6)), sum);
  sum = f32x4.add(f32x4.mul(sum, square), f32x4.add(f32x4.mul(r, number(9)), number(10)));
  sum = f32x4.add(f32x4.mul(sum, square), f32x4.add(r, one));
  // The low bits of `shifted` are n, what stands above them is shifted out; 1 has the exponent's bias.
  return f32x4.mul(sum, i32x4.add(i32x4.shl(shifted, 23), one));
}

/** 1 / (1 + e^-x) */
@inline
export function sigmoid(x: v128): v128 {
  const one = number(11);
  return f32x4.div(one, f32x4.add(one, exp(f32x4.neg(x))));
}
