import {
  clamp, gelu, geluTanh, hardSwish, laplace, leakyRelu, mish, scaledSigmoid, softplus, squaredRelu, tanh,
} from "./activation-functions";
import { sigmoid } from "./exp";
import { padTo } from "./linear";
import { get128, put, put128 } from "./memory";

/** The functions of `../../gpt2/activations.ts`, by the same names. */
export enum Activation {
  geluTanh,
  gelu,
  relu,
  silu,
  tanh,
  quickGelu,
  linear,
  sigmoid,
  leakyRelu,
  squaredRelu,
  relu6,
  mish,
  hardSwish,
  laplace,
  clippedGelu,
  sqrtSoftplus,
}

/**
 * Applies the activation in place to rows of `width` float32 values, each in room for a multiple of 16. What fills a row up
 * becomes 0 again: sigmoid(0) is not, and would count when the row is quantized.
 */
export function activateRows(kind: Activation, address: usize, rows: i32, width: i32): void {
  const padded = padTo(width, 16);
  activate(kind, address, rows * padded);
  if (width == padded) return;
  for (let row = 0; row < rows; row++) {
    const start = address + <usize>row * <usize>padded * 4;
    for (let i = width; i < padded; i++) put<f32>(start + <usize>i * 4, 0);
  }
}

/**
 * Applies the activation to `count` float32 values in place; `count` is a multiple of 4. Each kind has a loop of its own, so
 * that nothing is decided per value.
 */
export function activate(kind: Activation, address: usize, count: i32): void {
  const end = address + <usize>count * 4;
  switch (kind) {
    case Activation.geluTanh:
      for (let p = address; p < end; p += 16) put128(p, geluTanh(get128(p)));
      break;
    case Activation.gelu:
      for (let p = address; p < end; p += 16) put128(p, gelu(get128(p)));
      break;
    case Activation.relu:
      for (let p = address; p < end; p += 16) put128(p, f32x4.pmax(get128(p), f32x4.splat(0)));
      break;
    case Activation.silu:
      for (let p = address; p < end; p += 16) put128(p, scaledSigmoid(get128(p), 1));
      break;
    case Activation.tanh:
      for (let p = address; p < end; p += 16) put128(p, tanh(get128(p)));
      break;
    case Activation.quickGelu:
      for (let p = address; p < end; p += 16) put128(p, scaledSigmoid(get128(p), 1.702));
      break;
    case Activation.linear:
      break;
    case Activation.sigmoid:
      for (let p = address; p < end; p += 16) put128(p, sigmoid(get128(p)));
      break;
    case Activation.leakyRelu:
      for (let p = address; p < end; p += 16) put128(p, leakyRelu(get128(p)));
      break;
    case Activation.squaredRelu:
      for (let p = address; p < end; p += 16) put128(p, squaredRelu(get128(p)));
      break;
    case Activation.relu6:
      for (let p = address; p < end; p += 16) put128(p, clamp(get128(p), 0, 6));
      break;
    case Activation.mish:
      for (let p = address; p < end; p += 16) put128(p, mish(get128(p)));
      break;
    case Activation.hardSwish:
      for (let p = address; p < end; p += 16) put128(p, hardSwish(get128(p)));
      break;
    case Activation.laplace:
      for (let p = address; p < end; p += 16) put128(p, laplace(get128(p)));
      break;
    case Activation.clippedGelu:
      for (let p = address; p < end; p += 16) put128(p, clamp(gelu(get128(p)), -10, 10));
      break;
    case Activation.sqrtSoftplus:
      for (let p = address; p < end; p += 16) put128(p, f32x4.sqrt(softplus(get128(p))));
      break;
    default:
      unreachable();
  }
}
