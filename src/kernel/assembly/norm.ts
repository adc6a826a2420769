import { get, get128, put, put128 } from "./memory";

/**
 * Layer normalization of `count` float32 values: (x - mean) / √(variance + epsilon) · weight + bias, as GPT-2 has it.
 * `to` may have padding behind, which is left alone.
 */
export function norm(x: usize, count: i32, weight: usize, bias: usize, epsilon: f32, to: usize): void {
  const mean = meanOf(x, count);
  const factor = inverseDeviation(x, count, mean, epsilon);
  const factors = f32x4.splat(factor);
  const means = f32x4.splat(mean);
  const whole = <usize>(count & ~3) * 4;
  for (let i: usize = 0; i < whole; i += 16) {
    const normal = f32x4.mul(f32x4.sub(get128(x + i), means), factors);
    put128(to + i, f32x4.add(f32x4.mul(normal, get128(weight + i)), get128(bias + i)));
  }
  for (let i = whole; i < <usize>count * 4; i += 4) {
    put<f32>(to + i, (get<f32>(x + i) - mean) * factor * get<f32>(weight + i) + get<f32>(bias + i));
  }
}

@inline
export function meanOf(x: usize, count: i32): f32 {
  const whole = <usize>(count & ~3) * 4;
  let lanes = f32x4.splat(0);
  for (let i: usize = 0; i < whole; i += 16) lanes = f32x4.add(lanes, get128(x + i));
  let sum = addLanes(lanes);
  for (let i = whole; i < <usize>count * 4; i += 4) sum += get<f32>(x + i);
  return sum / <f32>count;
}

/** 1 / √(variance + epsilon) */
@inline
export function inverseDeviation(x: usize, count: i32, mean: f32, epsilon: f32): f32 {
  const whole = <usize>(count & ~3) * 4;
  const means = f32x4.splat(mean);
  let lanes = f32x4.splat(0);
  for (let i: usize = 0; i < whole; i += 16) {
    const centred = f32x4.sub(get128(x + i), means);
    lanes = f32x4.add(lanes, f32x4.mul(centred, centred));
  }
  let squares = addLanes(lanes);
  for (let i = whole; i < <usize>count * 4; i += 4) squares += (get<f32>(x + i) - mean) * (get<f32>(x + i) - mean);
  return 1 / sqrt(squares / <f32>count + epsilon);
}

@inline
export function addLanes(lanes: v128): f32 {
  const low = f32x4.extract_lane(lanes, 0) + f32x4.extract_lane(lanes, 1);
  return low + (f32x4.extract_lane(lanes, 2) + f32x4.extract_lane(lanes, 3));
}
