/**
 * 1.5 · 2^23: a float32 of less than 2^22 that this is added to loses its fraction, rounded to the nearest even, and leaves
 * its whole part in the low bits. WebAssembly's own conversions cost ten instructions for what they do with NaN.
 */
const WHOLE: f32 = 12_582_912;

/**
 * What {@link exp} multiplies and adds, in memory: a constant vector costs V8 three instructions, anew in every turn of a loop, and
 * e^x half its time. ln 2 has two parts: a whole number times the first is exact. From the seventh on they are what is multiplied with
 * the powers of r from the second to the fifth, chosen so that the largest relative error is least: 1.05e-7 before rounding, where the
 * Taylor series takes one term more for 1.2e-7.
 */
const NUMBERS = memory.data<f32>([
  -87, 87, 1.44269504, WHOLE, 0.693359375, 2.12194440e-4, 0.49999231, 0.16667115, 0.04189016, 0.00831252, 1,
]);

@inline
function number(index: usize): v128 {
  return v128.load_splat<f32>(NUMBERS + index * 4);
}

/** 1.5 · 2^23 in all lanes. */
@inline
export function wholes(): v128 {
  return number(3);
}

/**
 * e^x for |x| up to 87, clamped beyond; relative error below 3e-7. Splits x = n·ln 2 + r with |r| ≤ ln 2 / 2 and sums
 * a polynomial of r to the fifth power, in powers of r² of pairs of its terms: as many instructions as one term after
 * the other, of which half as many wait for one another. NaN stays NaN.
 */
@inline
export function exp(x: v128): v128 {
  // pmax and pmin are one instruction each, and leave NaN in their first factor as it is.
  return expUpTo87(f32x4.pmin(x, number(1)));
}

/** The same of what is known not to be above 87. */
@inline
export function expUpTo87(x: v128): v128 {
  const clamped = f32x4.pmax(x, number(0));
  const whole = number(3);
  const shifted = f32x4.add(f32x4.mul(clamped, number(2)), whole);
  const n = f32x4.sub(shifted, whole);
  let r = f32x4.sub(clamped, f32x4.mul(n, number(4)));
  r = f32x4.add(r, f32x4.mul(n, number(5)));
  const one = number(10);
  const square = f32x4.mul(r, r);
  let sum = f32x4.add(f32x4.mul(r, number(9)), number(8));
  sum = f32x4.add(f32x4.mul(sum, square), f32x4.add(f32x4.mul(r, number(7)), number(6)));
  sum = f32x4.add(f32x4.mul(sum, square), f32x4.add(r, one));
  // The low bits of `shifted` are n, what stands above them is shifted out; 1 has the exponent's bias.
  return f32x4.mul(sum, i32x4.add(i32x4.shl(shifted, 23), one));
}

/** 1 / (1 + e^-x) */
@inline
export function sigmoid(x: v128): v128 {
  return complement(f32x4.neg(x));
}

/** 1 / (1 + e^x), which is 1 - sigmoid(x) */
@inline
export function complement(x: v128): v128 {
  const one = number(10);
  return f32x4.div(one, f32x4.add(one, exp(x)));
}
