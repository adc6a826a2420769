import { get128, put128 } from "./memory";

/**
 * One step of Adam (Kingma and Ba 2015) without weight decay on `count` float32 values, a multiple of 4. `scale` multiplies the gradients
 * before anything else (clipping); `firstShare` and `secondShare` are 1 - β1^t and 1 - β2^t. Gradients are 0 afterwards.
 */
export function stepAdam(
  values: usize, gradients: usize, firsts: usize, seconds: usize, count: i32, scale: f32, rate: f32, beta1: f32,
  beta2: f32, epsilon: f32, firstShare: f32, secondShare: f32,
): void {
  const bytes = <usize>count * 4;
  const zero = f32x4.splat(0);
  for (let i: usize = 0; i < bytes; i += 16) {
    const gradient = f32x4.mul(get128(gradients + i), f32x4.splat(scale));
    const first = mix(get128(firsts + i), gradient, beta1);
    const second = mix(get128(seconds + i), f32x4.mul(gradient, gradient), beta2);
    put128(firsts + i, first);
    put128(seconds + i, second);
    put128(gradients + i, zero);
    const root = f32x4.sqrt(f32x4.div(second, f32x4.splat(secondShare)));
    const step = f32x4.div(first, f32x4.mul(f32x4.add(root, f32x4.splat(epsilon)), f32x4.splat(firstShare)));
    put128(values + i, f32x4.sub(get128(values + i), f32x4.mul(step, f32x4.splat(rate))));
  }
}

@inline
function mix(old: v128, young: v128, share: f32): v128 {
  return f32x4.add(f32x4.mul(old, f32x4.splat(share)), f32x4.mul(young, f32x4.splat(1 - share)));
}
