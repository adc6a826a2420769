import { exp, sigmoid } from "./exp";
import { get128, put128 } from "./memory";

/** The order is the loader's, too (`shape.ts`). */
export enum Activation {
  GeluTanh,
  GeluErf,
  Relu,
  Silu,
  Tanh,
  QuickGelu,
}

/** Applies the activation to `count` float32 values in place; `count` is a multiple of 4. */
export function activate(kind: Activation, address: usize, count: i32): void {
  const end = address + <usize>count * 4;
  switch (kind) {
    case Activation.GeluTanh:
      for (let p = address; p < end; p += 16) put128(p, geluTanh(get128(p)));
      break;
    case Activation.GeluErf:
      for (let p = address; p < end; p += 16) put128(p, geluErf(get128(p)));
      break;
    case Activation.Relu:
      for (let p = address; p < end; p += 16) put128(p, f32x4.pmax(get128(p), f32x4.splat(0)));
      break;
    case Activation.Silu:
      for (let p = address; p < end; p += 16) put128(p, scaledSigmoid(get128(p), 1));
      break;
    case Activation.Tanh:
      for (let p = address; p < end; p += 16) put128(p, tanh(get128(p)));
      break;
    case Activation.QuickGelu:
      for (let p = address; p < end; p += 16) put128(p, scaledSigmoid(get128(p), 1.702));
      break;
    default:
      unreachable();
  }
}

/** x · sigmoid(factor · x) */
@inline
function scaledSigmoid(x: v128, factor: f32): v128 {
  return f32x4.mul(x, sigmoid(f32x4.mul(x, f32x4.splat(factor))));
}

/** 2 · sigmoid(2x) - 1 */
@inline
function tanh(x: v128): v128 {
  const twice = f32x4.splat(2);
  return f32x4.sub(f32x4.mul(twice, sigmoid(f32x4.mul(twice, x))), f32x4.splat(1));
}

/** x/2 · (1 + tanh(√(2/π) (x + 0.044715 x³))), which is x · sigmoid(2 √(2/π) (x + 0.044715 x³)). */
@inline
function geluTanh(x: v128): v128 {
  const cube = f32x4.mul(f32x4.mul(x, x), f32x4.splat(0.044715));
  const inner = f32x4.mul(f32x4.add(x, f32x4.mul(cube, x)), f32x4.splat(1.5957691216057308));
  return f32x4.mul(x, sigmoid(inner));
}

/** x/2 · (1 + erf(x/√2)); erf by Abramowitz and Stegun 7.1.26, absolute error below 2e-7. */
@inline
function geluErf(x: v128): v128 {
  const one = f32x4.splat(1);
  const z = f32x4.mul(f32x4.abs(x), f32x4.splat(0.7071067811865476));
  const t = f32x4.div(one, f32x4.add(one, f32x4.mul(z, f32x4.splat(0.3275911))));
  let sum = f32x4.add(f32x4.mul(t, f32x4.splat(1.061405429)), f32x4.splat(-1.453152027));
  sum = f32x4.add(f32x4.mul(sum, t), f32x4.splat(1.421413741));
  sum = f32x4.add(f32x4.mul(sum, t), f32x4.splat(-0.284496736));
  sum = f32x4.add(f32x4.mul(sum, t), f32x4.splat(0.254829592));
  // For x ≥ 0 the share is 1 - tail/2, for x < 0 it is tail/2.
  const tail = f32x4.mul(f32x4.mul(f32x4.mul(sum, t), exp(f32x4.neg(f32x4.mul(z, z)))), f32x4.splat(0.5));
  const negative = f32x4.lt(x, f32x4.splat(0));
  return f32x4.mul(x, v128.bitselect(tail, f32x4.sub(one, tail), negative));
}
