import { get, get128, put, put128 } from "./memory";
import { addLanes, inverseDeviation, meanOf } from "./norm";

/**
 * Adds to `dx` what layer normalization of `x` hands back of `dy`, the gradient of its result:
 * (g - mean(g) - n · mean(g · n)) / √(variance + epsilon) with n the normalized values and g = dy · weight. All float32 [count].
 */
export function normBackward(x: usize, count: i32, weight: usize, epsilon: f32, dy: usize, dx: usize): void {
  const whole = <usize>(count & ~3) * 4;
  const all = <usize>count * 4;
  const size = <f32>count;
  const mean = meanOf(x, count);
  const factor = inverseDeviation(x, count, mean, epsilon);

  const means = f32x4.splat(mean);
  let gradients = f32x4.splat(0);
  let products = gradients;
  for (let i: usize = 0; i < whole; i += 16) {
    const g = f32x4.mul(get128(dy + i), get128(weight + i));
    gradients = f32x4.add(gradients, g);
    products = f32x4.add(products, f32x4.mul(g, f32x4.sub(get128(x + i), means)));
  }
  let gradient = addLanes(gradients);
  let product = addLanes(products);
  for (let i = whole; i < all; i += 4) {
    const g = get<f32>(dy + i) * get<f32>(weight + i);
    gradient += g;
    product += g * (get<f32>(x + i) - mean);
  }
  const share = gradient / size;
  const slope = product * factor * factor / size;

  const factors = f32x4.splat(factor);
  const shares = f32x4.splat(share);
  const slopes = f32x4.splat(slope);
  for (let i: usize = 0; i < whole; i += 16) {
    const g = f32x4.mul(get128(dy + i), get128(weight + i));
    const centred = f32x4.sub(get128(x + i), means);
    const back = f32x4.sub(f32x4.sub(g, shares), f32x4.mul(centred, slopes));
    put128(dx + i, f32x4.add(get128(dx + i), f32x4.mul(back, factors)));
  }
  for (let i = whole; i < all; i += 4) {
    const g = get<f32>(dy + i) * get<f32>(weight + i);
    const back = g - share - (get<f32>(x + i) - mean) * slope;
    put<f32>(dx + i, get<f32>(dx + i) + back * factor);
  }
}

/**
 * Adds what the loss changes with the weight and the bias of layer normalization of `x`: dy · n with n the normalized values, and dy. All
 * float32 [count] with padding to a multiple of 4, where `dy` is 0.
 */
export function addNormGradients(x: usize, count: i32, epsilon: f32, dy: usize, dWeight: usize, dBias: usize): void {
  const mean = meanOf(x, count);
  const means = f32x4.splat(mean);
  const factors = f32x4.splat(inverseDeviation(x, count, mean, epsilon));
  for (let i: usize = 0; i < <usize>count * 4; i += 16) {
    const g = get128(dy + i);
    const normal = f32x4.mul(f32x4.sub(get128(x + i), means), factors);
    put128(dWeight + i, f32x4.add(get128(dWeight + i), f32x4.mul(g, normal)));
    put128(dBias + i, f32x4.add(get128(dBias + i), g));
  }
}
