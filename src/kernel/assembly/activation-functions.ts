import { complement, exp, expUpTo87, sigmoid } from "./exp";

// Four float32 at a time. What follows from NaN is NaN.

/** x · sigmoid(factor · x) */
@inline
export function scaledSigmoid(x: v128, factor: f32): v128 {
  return f32x4.mul(x, sigmoid(f32x4.mul(x, f32x4.splat(factor))));
}

/** 2 · sigmoid(2x) - 1 */
@inline
export function tanh(x: v128): v128 {
  const twice = f32x4.splat(2);
  return f32x4.sub(f32x4.mul(twice, sigmoid(f32x4.mul(twice, x))), f32x4.splat(1));
}

/** -2 √(2/π), times 0.044715 and alone; in memory as the numbers of `exp`. */
const GELU = memory.data<f32>([-0.07135481627, -1.5957691216057308]);

/** x/2 · (1 + tanh(√(2/π) (x + 0.044715 x³))), which is x · sigmoid(2 √(2/π) (x + 0.044715 x³)). */
@inline
export function geluTanh(x: v128): v128 {
  const square = f32x4.mul(x, x);
  const factor = f32x4.add(f32x4.mul(square, v128.load_splat<f32>(GELU)), v128.load_splat<f32>(GELU, 4));
  return f32x4.mul(x, complement(f32x4.mul(x, factor)));
}

/** x/2 · (1 + erf(x/√2)) */
@inline
export function gelu(x: v128): v128 {
  return f32x4.mul(x, normalShare(x));
}

/** (1 + erf((x - μ) / (σ√2))) / 2 with MEGA's μ and σ, as rounded in transformers */
@inline
export function laplace(x: v128): v128 {
  return normalShare(f32x4.mul(f32x4.sub(x, f32x4.splat(0.707107)), f32x4.splat(<f32>(1.0 / 0.282095))));
}

/** (1 + erf(x/√2)) / 2; erf by Abramowitz and Stegun 7.1.26, absolute error below 2e-7. */
@inline
export function normalShare(x: v128): v128 {
  const one = f32x4.splat(1);
  const z = f32x4.mul(f32x4.abs(x), f32x4.splat(0.7071067811865476));
  const t = f32x4.div(one, f32x4.add(one, f32x4.mul(z, f32x4.splat(0.3275911))));
  let sum = f32x4.add(f32x4.mul(t, f32x4.splat(1.061405429)), f32x4.splat(-1.453152027));
  sum = f32x4.add(f32x4.mul(sum, t), f32x4.splat(1.421413741));
  sum = f32x4.add(f32x4.mul(sum, t), f32x4.splat(-0.284496736));
  sum = f32x4.add(f32x4.mul(sum, t), f32x4.splat(0.254829592));
  // For x ≥ 0 the share is 1 - tail/2, for x < 0 it is tail/2.
  const tail = f32x4.mul(f32x4.mul(f32x4.mul(sum, t), expUpTo87(f32x4.neg(f32x4.mul(z, z)))), f32x4.splat(0.5));
  const negative = f32x4.lt(x, f32x4.splat(0));
  return v128.bitselect(tail, f32x4.sub(one, tail), negative);
}

@inline
export function leakyRelu(x: v128): v128 {
  return f32x4.pmax(x, f32x4.mul(x, f32x4.splat(0.01)));
}

@inline
export function squaredRelu(x: v128): v128 {
  const positive = f32x4.pmax(x, f32x4.splat(0));
  return f32x4.mul(positive, positive);
}

/** x · min(max(x + 3, 0), 6) / 6 */
@inline
export function hardSwish(x: v128): v128 {
  return f32x4.mul(x, f32x4.div(clamp(f32x4.add(x, f32x4.splat(3)), 0, 6), f32x4.splat(6)));
}

/** x · tanh(ln(1 + e^x)), which is x · w / (w + 2) with w = e^x (e^x + 2); from x = 20 on it is x in float32. */
@inline
export function mish(x: v128): v128 {
  const two = f32x4.splat(2);
  const power = exp(f32x4.pmin(x, f32x4.splat(20)));
  const w = f32x4.mul(power, f32x4.add(power, two));
  return f32x4.mul(x, f32x4.div(w, f32x4.add(w, two)));
}

/**
 * ln(1 + e^x), which is max(x, 0) + ln(1 + t) with t = e^-|x|. The logarithm is 2 artanh(t / (2 + t)), an argument of at most
 * 1/3, by its series to the fifteenth power: relative error below 2e-7 however small t is.
 */
@inline
export function softplus(x: v128): v128 {
  const t = expUpTo87(f32x4.neg(f32x4.abs(x)));
  const s = f32x4.div(t, f32x4.add(t, f32x4.splat(2)));
  const square = f32x4.mul(s, s);
  let sum = f32x4.splat(1.0 / 15);
  for (let power: i32 = 13; power > 0; power -= 2) {
    sum = f32x4.add(f32x4.mul(sum, square), f32x4.splat(<f32>1 / <f32>power));
  }
  const logarithm = f32x4.mul(f32x4.mul(s, f32x4.splat(2)), sum);
  return f32x4.add(f32x4.pmax(x, f32x4.splat(0)), logarithm);
}

/** NaN stays NaN. */
@inline
export function clamp(x: v128, least: f32, most: f32): v128 {
  return f32x4.pmin(f32x4.pmax(x, f32x4.splat(least)), f32x4.splat(most));
}
