import { Activation } from "./activation";
import { gelu, normalShare, softplus, tanh } from "./activation-functions";
import { exp, sigmoid } from "./exp";
import { get128, put128 } from "./memory";

/**
 * Multiplies `gradients` by the derivative of the activation at `x`, for `count` float32 values, a multiple of 4. The functions are those of
 * `./activation.ts`, with their derivatives as PyTorch has them where there are corners.
 */
export function activateBackward(kind: Activation, x: usize, gradients: usize, count: i32): void {
  const bytes = <usize>count * 4;
  for (let i: usize = 0; i < bytes; i += 16) {
    put128(gradients + i, f32x4.mul(get128(gradients + i), derivative(kind, get128(x + i))));
  }
}

@inline
function derivative(kind: Activation, x: v128): v128 {
  const one = f32x4.splat(1);
  switch (kind) {
    case Activation.geluTanh: {
      const square = f32x4.mul(f32x4.mul(x, x), f32x4.splat(0.044715));
      const inner = f32x4.mul(f32x4.mul(x, f32x4.add(one, square)), f32x4.splat(1.5957691216057308));
      const slope = f32x4.mul(f32x4.add(one, times(square, 3)), f32x4.splat(1.5957691216057308));
      return ofGate(x, sigmoid(inner), slope);
    }
    case Activation.gelu:
      return ofGelu(x);
    case Activation.relu:
      return within(x, 0, f32.MAX_VALUE);
    case Activation.silu:
      return ofGate(x, sigmoid(x), one);
    case Activation.tanh: {
      const t = tanh(x);
      return f32x4.sub(one, f32x4.mul(t, t));
    }
    case Activation.quickGelu:
      return ofGate(x, sigmoid(times(x, 1.702)), f32x4.splat(1.702));
    case Activation.linear:
      return one;
    case Activation.sigmoid: {
      const s = sigmoid(x);
      return f32x4.mul(s, f32x4.sub(one, s));
    }
    case Activation.leakyRelu:
      return v128.bitselect(one, f32x4.splat(0.01), f32x4.gt(x, f32x4.splat(0)));
    case Activation.squaredRelu:
      return times(f32x4.pmax(x, f32x4.splat(0)), 2);
    case Activation.relu6:
      return within(x, 0, 6);
    case Activation.mish: {
      const t = tanh(softplus(x));
      const rest = f32x4.mul(f32x4.mul(x, sigmoid(x)), f32x4.sub(one, f32x4.mul(t, t)));
      return f32x4.add(t, rest);
    }
    case Activation.hardSwish: {
      const between = f32x4.add(times(x, <f32>(1.0 / 3)), f32x4.splat(0.5));
      const upper = v128.bitselect(between, one, f32x4.lt(x, f32x4.splat(3)));
      return v128.and(upper, f32x4.gt(x, f32x4.splat(-3)));
    }
    case Activation.laplace: {
      const z = f32x4.div(f32x4.sub(x, f32x4.splat(0.707107)), f32x4.splat(0.282095));
      return times(density(z), <f32>(1.0 / 0.282095));
    }
    case Activation.clippedGelu:
      // Here PyTorch counts the corners as inside.
      return f32x4.mul(ofGelu(x), v128.and(f32x4.splat(1), f32x4.le(f32x4.abs(gelu(x)), f32x4.splat(10))));
    case Activation.sqrtSoftplus:
      return f32x4.div(sigmoid(x), times(f32x4.sqrt(softplus(x)), 2));
    default:
      unreachable();
  }
  return one;
}

@inline
function times(x: v128, factor: f32): v128 {
  return f32x4.mul(x, f32x4.splat(factor));
}

/** 1 where least < x < most, else 0 */
@inline
function within(x: v128, least: f32, most: f32): v128 {
  const inside = v128.and(f32x4.gt(x, f32x4.splat(least)), f32x4.lt(x, f32x4.splat(most)));
  return v128.and(f32x4.splat(1), inside);
}

/** The derivative of x · s(u(x)), s the sigmoid's value and `slope` u' */
@inline
function ofGate(x: v128, s: v128, slope: v128): v128 {
  const rest = f32x4.mul(f32x4.mul(s, f32x4.sub(f32x4.splat(1), s)), slope);
  return f32x4.add(s, f32x4.mul(x, rest));
}

@inline
function ofGelu(x: v128): v128 {
  return f32x4.add(normalShare(x), f32x4.mul(x, density(x)));
}

/** e^(-x²/2) / √(2π) */
@inline
function density(x: v128): v128 {
  return times(exp(times(f32x4.mul(x, x), -0.5)), 0.3989422804014327);
}
