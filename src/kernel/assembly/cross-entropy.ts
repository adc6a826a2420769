import { exp, expUpTo87 } from "./exp";
import { get, get128, put, put128 } from "./memory";

/**
 * Turns one position's logits into what the loss changes with them, p · weight, in place. The target's own part, (p - 1) · weight, goes to
 * `result` and is 0 here: beside the others, all small, it would set the step when they are rounded.
 * @param result float32 [2]: the loss, -log p of the target, not weighted; the target's gradient
 */
export function crossEntropy(logits: usize, vocabulary: i32, target: i32, weight: f32, result: usize): void {
  const end = logits + <usize>vocabulary * 4;
  const whole = logits + <usize>(vocabulary & ~3) * 4;
  const largest = largestOf(logits, whole, end);
  const chosen = get<f32>(logits + <usize>target * 4) - largest;
  const shift = f32x4.splat(largest);
  let low = f64x2.splat(0);
  let high = low;
  for (let p = logits; p < whole; p += 16) {
    const power = expUpTo87(f32x4.sub(get128(p), shift));
    put128(p, power);
    low = f64x2.add(low, f64x2.promote_low_f32x4(power));
    high = f64x2.add(high, f64x2.promote_low_f32x4(v128.shuffle<f32>(power, power, 2, 3, 2, 3)));
  }
  low = f64x2.add(low, high);
  let sum = f64x2.extract_lane(low, 0) + f64x2.extract_lane(low, 1);
  for (let p = whole; p < end; p += 4) {
    const power = f32x4.extract_lane(exp(f32x4.splat(get<f32>(p) - largest)), 0);
    put<f32>(p, power);
    sum += power;
  }
  const factor = <f32>(<f64>weight / sum);
  for (let p = logits; p < whole; p += 16) put128(p, f32x4.mul(get128(p), f32x4.splat(factor)));
  for (let p = whole; p < end; p += 4) put<f32>(p, get<f32>(p) * factor);
  const at = logits + <usize>target * 4;
  put<f32>(result, <f32>(Math.log(sum) - <f64>chosen));
  put<f32>(result + 4, get<f32>(at) - weight);
  put<f32>(at, 0);
}

/** Of floats up to `whole` four at a time, then one by one: a maximum that does not care for NaN, which shows in the sum. */
function largestOf(from: usize, whole: usize, end: usize): f32 {
  let a = f32x4.splat(-f32.MAX_VALUE);
  let b = a;
  let p = from;
  for (; p + 16 < whole; p += 32) {
    a = f32x4.pmax(a, get128(p));
    b = f32x4.pmax(b, get128(p + 16));
  }
  for (; p < whole; p += 16) a = f32x4.pmax(a, get128(p));
  a = f32x4.pmax(a, b);
  const pair = max(f32x4.extract_lane(a, 0), f32x4.extract_lane(a, 1));
  let largest = max(pair, max(f32x4.extract_lane(a, 2), f32x4.extract_lane(a, 3)));
  for (; p < end; p += 4) largest = max(largest, get<f32>(p));
  return largest;
}
