import { get128, put, put128 } from "./memory";

/**
 * y[row][output] = Σ_k x[row][k] · matrix[output][k], all float32. `rows` is a multiple of 4, `inputs` of 4, `outputs` of
 * 2; `stride` is the bytes from row to row of `y`. Eight sums of four lanes that do not wait for each other.
 */
export function multiplyFloats(
  x: usize, rows: i32, matrix: usize, outputs: i32, inputs: i32, y: usize, stride: usize,
): void {
  const width = <usize>inputs * 4;
  for (let output = 0; output < outputs; output += 2) {
    const weights = matrix + <usize>output * width;
    for (let row = 0; row < rows; row += 4) {
      tile(x + <usize>row * width, weights, width, y + <usize>row * stride + <usize>output * 4, stride);
    }
  }
}

function tile(x: usize, weights: usize, width: usize, y: usize, stride: usize): void {
  let a = f32x4.splat(0);
  let b = a;
  let c = a;
  let d = a;
  let e = a;
  let f = a;
  let g = a;
  let h = a;
  const end = weights + width;
  for (let w = weights, p = x; w < end; w += 16, p += 16) {
    const first = get128(w);
    const second = get128(w + width);
    let v = get128(p);
    a = f32x4.add(a, f32x4.mul(first, v));
    e = f32x4.add(e, f32x4.mul(second, v));
    v = get128(p + width);
    b = f32x4.add(b, f32x4.mul(first, v));
    f = f32x4.add(f, f32x4.mul(second, v));
    v = get128(p + width * 2);
    c = f32x4.add(c, f32x4.mul(first, v));
    g = f32x4.add(g, f32x4.mul(second, v));
    v = get128(p + width * 3);
    d = f32x4.add(d, f32x4.mul(first, v));
    h = f32x4.add(h, f32x4.mul(second, v));
  }
  putPair(y, a, e);
  putPair(y + stride, b, f);
  putPair(y + stride * 2, c, g);
  putPair(y + stride * 3, d, h);
}

@inline
function putPair(y: usize, first: v128, second: v128): void {
  put<f32>(y, sum(first));
  put<f32>(y + 4, sum(second));
}

@inline
function sum(v: v128): f32 {
  return (
    f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3))
  );
}

/** to[i] += from[i] for `count` floats, a multiple of 4. */
export function addFloats(to: usize, from: usize, count: i32): void {
  const bytes = <usize>count * 4;
  for (let i: usize = 0; i < bytes; i += 16) put128(to + i, f32x4.add(get128(to + i), get128(from + i)));
}
