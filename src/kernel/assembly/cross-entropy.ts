import { exp } from "./exp";
import { get, get128, put, put128 } from "./memory";

/**
 * Turns one position's logits into what the loss changes with them, p · weight, in place. The target's own part, (p - 1) · weight, goes to
 * `result` and is 0 here: beside the others, all small, it would set the step when they are rounded.
 * @param result float32 [2]: the loss, -log p of the target, not weighted; the target's gradient
 */
export function crossEntropy(logits: usize, vocabulary: i32, target: i32, weight: f32, result: usize): void {
  const end = logits + <usize>vocabulary * 4;
  const whole = logits + <usize>(vocabulary & ~3) * 4;
  let largest = -f32.MAX_VALUE;
  for (let p = logits; p < end; p += 4) largest = max(largest, get<f32>(p));
  const chosen = get<f32>(logits + <usize>target * 4) - largest;
  const shift = f32x4.splat(largest);
  let sum: f64 = 0;
  for (let p = logits; p < whole; p += 16) {
    const power = exp(f32x4.sub(get128(p), shift));
    put128(p, power);
    sum += <f64>f32x4.extract_lane(power, 0) + <f64>f32x4.extract_lane(power, 1);
    sum += <f64>f32x4.extract_lane(power, 2) + <f64>f32x4.extract_lane(power, 3);
  }
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
