import { exp } from "./exp";
import { get, get128, getSplat, put, put128 } from "./memory";
import { addLanes } from "./norm";

// Attention over whole texts in float32, nothing cached: `qkv` has a row of `stride` bytes for each token, its queries, keys and values of
// all heads one after the other, and a text is `length` rows one after the other.

/** How many bytes of scratch a text of so many tokens needs: weights, and what the loss changes with them. */
export function attentionScratchBytes(length: i32): i32 {
  return 2 * ((length + 3) & ~3) * 4;
}

/** Of a query, a key or a value. */
@inline
function headBytes(width: i32, heads: i32): usize {
  return <usize>(width / heads) * 4;
}

/** Attention of all heads: from `qkv` to `results`, `width` floats in rows of `resultStride` bytes. */
export function attendText(
  qkv: usize, stride: usize, length: i32, width: i32, heads: i32, factor: f32, results: usize, resultStride: usize,
  scratch: usize,
): void {
  const bytes = headBytes(width, heads);
  for (let h = 0; h < heads; h++) {
    const queries = qkv + <usize>h * bytes;
    const keys = queries + <usize>width * 4;
    const values = keys + <usize>width * 4;
    for (let t = 0; t < length; t++) {
      weigh(queries + <usize>t * stride, keys, stride, t + 1, bytes, factor, scratch);
      const result = results + <usize>t * resultStride + <usize>h * bytes;
      memory.fill(result, 0, bytes);
      for (let s = 0; s <= t; s++) {
        addScaled(result, values + <usize>s * stride, get<f32>(scratch + <usize>s * 4), bytes);
      }
    }
  }
}

/**
 * From the gradient of the results to that of queries, keys and values, in rows like those of `qkv`, which are added to. The weights are
 * computed again.
 */
export function attendTextBackward(
  qkv: usize, stride: usize, length: i32, width: i32, heads: i32, factor: f32, dResults: usize, resultStride: usize,
  dQkv: usize, scratch: usize,
): void {
  const bytes = headBytes(width, heads);
  const all = <usize>width * 4;
  const slopes = scratch + <usize>((length + 3) & ~3) * 4;
  for (let h = 0; h < heads; h++) {
    const part = <usize>h * bytes;
    const queries = qkv + part;
    const dQueries = dQkv + part;
    for (let t = 0; t < length; t++) {
      const row = <usize>t * stride;
      const dResult = dResults + <usize>t * resultStride + part;
      weigh(queries + row, queries + all, stride, t + 1, bytes, factor, scratch);
      let mean: f32 = 0;
      for (let s = 0; s <= t; s++) {
        const value = queries + 2 * all + <usize>s * stride;
        const weight = get<f32>(scratch + <usize>s * 4);
        const slope = dot(dResult, value, bytes);
        put<f32>(slopes + <usize>s * 4, slope);
        mean += weight * slope;
        addScaled(dQueries + 2 * all + <usize>s * stride, dResult, weight, bytes);
      }
      for (let s = 0; s <= t; s++) {
        const other = <usize>s * stride;
        const slope = get<f32>(scratch + <usize>s * 4) * (get<f32>(slopes + <usize>s * 4) - mean) * factor;
        addScaled(dQueries + row, queries + all + other, slope, bytes);
        addScaled(dQueries + all + other, queries + row, slope, bytes);
      }
    }
  }
}

/** The weights of `count` keys for one query: softmax(query · key · factor), into `weights`. */
function weigh(query: usize, keys: usize, stride: usize, count: i32, bytes: usize, factor: f32, weights: usize): void {
  let largest = -f32.MAX_VALUE;
  for (let s = 0; s < count; s++) {
    const score = dot(query, keys + <usize>s * stride, bytes) * factor;
    put<f32>(weights + <usize>s * 4, score);
    largest = max(largest, score);
  }
  const end = weights + <usize>((count + 3) & ~3) * 4;
  for (let p = weights + <usize>count * 4; p < end; p += 4) put<f32>(p, -f32.MAX_VALUE);
  let sums = f32x4.splat(0);
  for (let p = weights; p < end; p += 16) {
    const weight = exp(f32x4.sub(get128(p), f32x4.splat(largest)));
    put128(p, weight);
    sums = f32x4.add(sums, weight);
  }
  const share = f32x4.splat(1 / addLanes(sums));
  for (let p = weights; p < end; p += 16) put128(p, f32x4.mul(get128(p), share));
}

@inline
function dot(a: usize, b: usize, bytes: usize): f32 {
  const whole = bytes & ~15;
  let lanes = f32x4.splat(0);
  for (let i: usize = 0; i < whole; i += 16) lanes = f32x4.add(lanes, f32x4.mul(get128(a + i), get128(b + i)));
  let sum = addLanes(lanes);
  for (let i = whole; i < bytes; i += 4) sum += get<f32>(a + i) * get<f32>(b + i);
  return sum;
}

/** to += factor · from */
@inline
function addScaled(to: usize, from: usize, factor: f32, bytes: usize): void {
  const whole = bytes & ~15;
  const factors = f32x4.splat(factor);
  for (let i: usize = 0; i < whole; i += 16) {
    put128(to + i, f32x4.add(get128(to + i), f32x4.mul(get128(from + i), factors)));
  }
  for (let i = whole; i < bytes; i += 4) put<f32>(to + i, get<f32>(to + i) + get<f32>(from + i) * factor);
}
