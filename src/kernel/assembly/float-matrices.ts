import { get128, getSplat, put128 } from "./memory";

// Products of two float32 matrices, for weights that are trained themselves. Both are packed in parts, so that the inner loop reads two
// streams that fit the caches, whichever way the matrices lie in the memory.

/** Rows of the first matrix that are packed at a time, and how deep. */
const MOST_ROWS: i32 = 256;
const MOST_DEPTH: i32 = 512;
/** Columns of the second that are multiplied at a time: eight sums of four and their factors fit the 16 registers of x86. */
const COLUMNS: i32 = 8;

/** Bytes of scratch for {@link addMatrixProduct}, of matrices of any size. */
export function matrixScratchBytes(): i32 {
  return (MOST_ROWS + COLUMNS) * MOST_DEPTH * 4;
}

/**
 * c[m][n] += Σ_k a[m][k] · b[k][n]. `rows` is a multiple of 4 and `columns` of 8; where a matrix of the two is read along `k` (`a` that is
 * not turned, `b` that is), `depth` is a multiple of 4. Each sum goes over `k` in order, from what is in `c`: how many rows there are changes
 * nothing.
 * @param aStride bytes from row to row of the memory, as of `b` and `c`
 * @param aTurned 1 where `a` lies as [k][m], as @param bTurned where `b` does as [n][k]
 * @param scratch of {@link matrixScratchBytes}
 */
export function addMatrixProduct(
  a: usize, aStride: usize, aTurned: i32, b: usize, bStride: usize, bTurned: i32, rows: i32, columns: i32, depth: i32,
  c: usize, cStride: usize, scratch: usize,
): void {
  const panel = scratch + <usize>(MOST_ROWS * MOST_DEPTH * 4);
  for (let m = 0; m < rows; m += MOST_ROWS) {
    const height = min(MOST_ROWS, rows - m);
    for (let k = 0; k < depth; k += MOST_DEPTH) {
      const deep = min(MOST_DEPTH, depth - k);
      packRows(a + placeOf(aTurned ? k : m, aTurned ? m : k, aStride), aStride, aTurned, height, deep, scratch);
      for (let n = 0; n < columns; n += COLUMNS) {
        packColumns(b + placeOf(bTurned ? n : k, bTurned ? k : n, bStride), bStride, bTurned, deep, panel);
        const to = c + placeOf(m, n, cStride);
        for (let t = 0; t < height; t += 4) {
          addTile(scratch + <usize>(t * deep) * 4, panel, deep, to + <usize>t * cStride, cStride);
        }
      }
    }
  }
}

@inline
function placeOf(row: i32, column: i32, stride: usize): usize {
  return <usize>row * stride + <usize>column * 4;
}

/** To [rows / 4][depth][4]. */
function packRows(a: usize, stride: usize, turned: i32, rows: i32, depth: i32, to: usize): void {
  for (let t = 0; t < rows; t += 4) {
    const own = to + <usize>(t * depth) * 4;
    if (turned) {
      const from = a + <usize>t * 4;
      for (let k = 0; k < depth; k++) put128(own + <usize>k * 16, get128(from + <usize>k * stride));
    } else {
      turnFour(a + <usize>t * stride, stride, depth, own, 16);
    }
  }
}

/** To [depth][8]. */
function packColumns(b: usize, stride: usize, turned: i32, depth: i32, to: usize): void {
  if (turned) {
    turnFour(b, stride, depth, to, 32);
    turnFour(b + 4 * stride, stride, depth, to + 16, 32);
    return;
  }
  const end = to + <usize>depth * 32;
  for (; to < end; to += 32, b += stride) {
    put128(to, get128(b));
    put128(to + 16, get128(b + 16));
  }
}

/** Four rows of `depth` values side by side, four values every `step` bytes. */
function turnFour(from: usize, stride: usize, depth: i32, to: usize, step: usize): void {
  const end = from + <usize>depth * 4;
  for (; from < end; from += 16, to += 4 * step) {
    const a = get128(from);
    const b = get128(from + stride);
    const c = get128(from + 2 * stride);
    const d = get128(from + 3 * stride);
    const lowAb = v128.shuffle<i32>(a, b, 0, 4, 1, 5);
    const highAb = v128.shuffle<i32>(a, b, 2, 6, 3, 7);
    const lowCd = v128.shuffle<i32>(c, d, 0, 4, 1, 5);
    const highCd = v128.shuffle<i32>(c, d, 2, 6, 3, 7);
    put128(to, v128.shuffle<i64>(lowAb, lowCd, 0, 2));
    put128(to + step, v128.shuffle<i64>(lowAb, lowCd, 1, 3));
    put128(to + 2 * step, v128.shuffle<i64>(highAb, highCd, 0, 2));
    put128(to + 3 * step, v128.shuffle<i64>(highAb, highCd, 1, 3));
  }
}

/** Four rows and eight columns. */
function addTile(a: usize, b: usize, depth: i32, c: usize, stride: usize): void {
  let a0 = get128(c);
  let a1 = get128(c + 16);
  let b0 = get128(c + stride);
  let b1 = get128(c + stride + 16);
  let c0 = get128(c + 2 * stride);
  let c1 = get128(c + 2 * stride + 16);
  let d0 = get128(c + 3 * stride);
  let d1 = get128(c + 3 * stride + 16);
  for (const end = b + <usize>depth * 32; b < end; b += 32, a += 16) {
    const low = get128(b);
    const high = get128(b + 16);
    let factor = getSplat(a);
    a0 = f32x4.add(a0, f32x4.mul(factor, low));
    a1 = f32x4.add(a1, f32x4.mul(factor, high));
    factor = getSplat(a + 4);
    b0 = f32x4.add(b0, f32x4.mul(factor, low));
    b1 = f32x4.add(b1, f32x4.mul(factor, high));
    factor = getSplat(a + 8);
    c0 = f32x4.add(c0, f32x4.mul(factor, low));
    c1 = f32x4.add(c1, f32x4.mul(factor, high));
    factor = getSplat(a + 12);
    d0 = f32x4.add(d0, f32x4.mul(factor, low));
    d1 = f32x4.add(d1, f32x4.mul(factor, high));
  }
  put128(c, a0);
  put128(c + 16, a1);
  put128(c + stride, b0);
  put128(c + stride + 16, b1);
  put128(c + 2 * stride, c0);
  put128(c + 2 * stride + 16, c1);
  put128(c + 3 * stride, d0);
  put128(c + 3 * stride + 16, d1);
}
