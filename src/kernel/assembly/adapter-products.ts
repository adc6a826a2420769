import { get, get128, getSplat, put128 } from "./memory";

// The float products of a low-rank adapter, beside the integer ones of its base. Rows of `x` and `y` are `width` floats, a multiple of
// 4 with zeros in the padding; those of `factors` are `rank` floats, a multiple of 4.

/** y[t] += Σ_j factors[t][j] · matrix[j], for `rows` rows */
export function addProducts(factors: usize, rows: i32, matrix: usize, rank: i32, width: i32, y: usize): void {
  const bytes = <usize>width * 4;
  let t = 0;
  for (; t + 2 <= rows; t += 2) {
    for (let j = 0; j < rank; j += 4) {
      const at = factors + <usize>(t * rank + j) * 4;
      addFourTwice(at, <usize>rank * 4, matrix + <usize>j * bytes, bytes, y + <usize>t * bytes);
    }
  }
  for (; t < rows; t++) {
    for (let j = 0; j < rank; j += 4) {
      const at = factors + <usize>(t * rank + j) * 4;
      addFour(at, matrix + <usize>j * bytes, bytes, y + <usize>t * bytes);
    }
  }
}

@inline
function addFour(factors: usize, matrix: usize, bytes: usize, y: usize): void {
  const a = getSplat(factors);
  const b = getSplat(factors + 4);
  const c = getSplat(factors + 8);
  const d = getSplat(factors + 12);
  const end = matrix + bytes;
  for (let m = matrix, to = y; m < end; m += 16, to += 16) {
    const first = f32x4.add(f32x4.mul(a, get128(m)), f32x4.mul(b, get128(m + bytes)));
    const other = f32x4.add(f32x4.mul(c, get128(m + 2 * bytes)), f32x4.mul(d, get128(m + 3 * bytes)));
    put128(to, f32x4.add(get128(to), f32x4.add(first, other)));
  }
}

/** The same for two rows, `step` bytes apart in `factors`: what is read of the matrix serves both. */
function addFourTwice(factors: usize, step: usize, matrix: usize, bytes: usize, y: usize): void {
  const a = getSplat(factors);
  const b = getSplat(factors + 4);
  const c = getSplat(factors + 8);
  const d = getSplat(factors + 12);
  const e = getSplat(factors + step);
  const f = getSplat(factors + step + 4);
  const g = getSplat(factors + step + 8);
  const h = getSplat(factors + step + 12);
  const end = matrix + bytes;
  for (let m = matrix, to = y; m < end; m += 16, to += 16) {
    let v = get128(m);
    let one = f32x4.mul(a, v);
    let other = f32x4.mul(e, v);
    v = get128(m + bytes);
    one = f32x4.add(one, f32x4.mul(b, v));
    other = f32x4.add(other, f32x4.mul(f, v));
    v = get128(m + 2 * bytes);
    let more = f32x4.mul(c, v);
    let otherMore = f32x4.mul(g, v);
    v = get128(m + 3 * bytes);
    more = f32x4.add(more, f32x4.mul(d, v));
    otherMore = f32x4.add(otherMore, f32x4.mul(h, v));
    put128(to, f32x4.add(get128(to), f32x4.add(one, more)));
    put128(to + bytes, f32x4.add(get128(to + bytes), f32x4.add(other, otherMore)));
  }
}

/** matrix[j] += Σ_t factors[t][j] · x[t]: what a matrix of an adapter changes the loss by, over `rows` rows */
export function addOuterProducts(factors: usize, rows: i32, x: usize, width: i32, rank: i32, matrix: usize): void {
  const bytes = <usize>width * 4;
  const whole = bytes & ~31;
  // All of a few columns before the next ones: their lines of `x` are still near when the next four factors come.
  for (let i: usize = 0; i < whole; i += 32) {
    for (let j = 0; j < rank; j += 4) {
      addEight(factors + <usize>j * 4, rows, <usize>rank * 4, x + i, bytes, matrix + <usize>j * bytes + i);
    }
  }
  if (whole == bytes) return;
  for (let j = 0; j < rank; j += 4) {
    addColumns(factors + <usize>j * 4, rows, <usize>rank * 4, x + whole, bytes, matrix + <usize>j * bytes + whole);
  }
}

/** Eight columns of four of the matrix's rows: eight sums and their factors fit the 16 registers of x86. */
function addEight(factors: usize, rows: i32, step: usize, x: usize, bytes: usize, to: usize): void {
  let a = get128(to);
  let b = get128(to + bytes);
  let c = get128(to + 2 * bytes);
  let d = get128(to + 3 * bytes);
  let e = get128(to + 16);
  let f = get128(to + bytes + 16);
  let g = get128(to + 2 * bytes + 16);
  let h = get128(to + 3 * bytes + 16);
  const end = x + <usize>rows * bytes;
  for (let p = x, q = factors; p < end; p += bytes, q += step) {
    const v = get128(p);
    const w = get128(p + 16);
    let factor = getSplat(q);
    a = f32x4.add(a, f32x4.mul(factor, v));
    e = f32x4.add(e, f32x4.mul(factor, w));
    factor = getSplat(q + 4);
    b = f32x4.add(b, f32x4.mul(factor, v));
    f = f32x4.add(f, f32x4.mul(factor, w));
    factor = getSplat(q + 8);
    c = f32x4.add(c, f32x4.mul(factor, v));
    g = f32x4.add(g, f32x4.mul(factor, w));
    factor = getSplat(q + 12);
    d = f32x4.add(d, f32x4.mul(factor, v));
    h = f32x4.add(h, f32x4.mul(factor, w));
  }
  put128(to, a);
  put128(to + bytes, b);
  put128(to + 2 * bytes, c);
  put128(to + 3 * bytes, d);
  put128(to + 16, e);
  put128(to + bytes + 16, f);
  put128(to + 2 * bytes + 16, g);
  put128(to + 3 * bytes + 16, h);
}

/** Four columns of four of the matrix's rows. */
function addColumns(factors: usize, rows: i32, step: usize, x: usize, bytes: usize, to: usize): void {
  let a = get128(to);
  let b = get128(to + bytes);
  let c = get128(to + 2 * bytes);
  let d = get128(to + 3 * bytes);
  const end = x + <usize>rows * bytes;
  for (let p = x, f = factors; p < end; p += bytes, f += step) {
    const v = get128(p);
    a = f32x4.add(a, f32x4.mul(getSplat(f), v));
    b = f32x4.add(b, f32x4.mul(getSplat(f + 4), v));
    c = f32x4.add(c, f32x4.mul(getSplat(f + 8), v));
    d = f32x4.add(d, f32x4.mul(getSplat(f + 12), v));
  }
  put128(to, a);
  put128(to + bytes, b);
  put128(to + 2 * bytes, c);
  put128(to + 3 * bytes, d);
}

/** Multiplies `count` floats, a multiple of 4, by one factor. */
export function scaleFloats(values: usize, count: i32, factor: f32): void {
  const factors = f32x4.splat(factor);
  const end = values + <usize>count * 4;
  for (let p = values; p < end; p += 16) put128(p, f32x4.mul(get128(p), factors));
}

/** Σ values², in double precision; `count` is a multiple of 4. Not finite where one of them is not. */
export function sumSquares(values: usize, count: i32): f64 {
  let sum: f64 = 0;
  const end = values + <usize>count * 4;
  for (let p = values; p < end; p += 4) {
    const value = <f64>get<f32>(p);
    sum += value * value;
  }
  return sum;
}
