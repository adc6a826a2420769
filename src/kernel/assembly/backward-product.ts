import { EIGHT, factorBytes } from "./eight-layout";
import { Linear, weightAddress } from "./linear";
import { matmul } from "./matmul";
import { quantizeInputs } from "./matmul-inputs";
import { get, get128, put, put128 } from "./memory";
import { scratchBytes } from "./multiply-many";

/** Most rows of a product that are quantized at a time: their weights are widened once for all of them. */
export const PRODUCT_ROWS: i32 = 256;

/** Bytes of so many quantized inputs of PRODUCT_ROWS rows, all of them in eights. */
@inline
export function inputsBytes(columns: i32): usize {
  return <usize>(PRODUCT_ROWS / EIGHT) * 7 * factorBytes(columns);
}

/** Bytes of scratch for products of at most so many inputs: the quantized ones, their scales, and what the product takes. */
export function productScratchBytes(columns: i32): i32 {
  return <i32>inputsBytes(columns) + PRODUCT_ROWS * 4 + scratchBytes(PRODUCT_ROWS);
}

/**
 * y[t] = linear(x[t]) for any number of rows, float32 with `stride` bytes from row to row of `y`; rows of `x` have the columns'
 * padding. `scratch` is for {@link productScratchBytes}.
 */
export function multiplyRows(linear: Linear, x: usize, rows: i32, y: usize, stride: usize, scratch: usize): void {
  const columns = linear.paddedColumns;
  const bytes = <usize>columns * 4;
  const scales = scratch + inputsBytes(columns);
  const wide = scales + <usize>PRODUCT_ROWS * 4;
  const step = rowsAtOnce(rows);
  for (let first = 0; first < rows; first += step) {
    const count = min(step, rows - first);
    quantizeInputs(x + <usize>first * bytes, columns, bytes, count, scratch, scales, 0, count);
    matmul(linear, scratch, scales, count, y + <usize>first * stride, stride, wide, 0, linear.paddedRows, 0, 0);
  }
}

/** Parts of one size, all but the last: a few rows that are left take longer than in the company of others. */
export function rowsAtOnce(rows: i32): i32 {
  const parts = (rows + PRODUCT_ROWS - 1) / PRODUCT_ROWS;
  return ((rows + parts - 1) / max(1, parts) + 3) & ~3;
}

/**
 * to[t][i] = x[t][i] · scales[i] for `rows` rows of `columns` values. Rows of `x` are `stride` bytes apart, those of `to` have
 * `width` floats, of which the last stay as they are.
 */
export function scaleColumns(
  x: usize, rows: i32, columns: i32, stride: usize, scales: usize, to: usize, width: i32,
): void {
  const all = <usize>columns * 4;
  const whole = all & ~15;
  for (let t = 0; t < rows; t++) {
    const from = x + <usize>t * stride;
    const row = to + <usize>t * <usize>width * 4;
    for (let i: usize = 0; i < whole; i += 16) put128(row + i, f32x4.mul(get128(from + i), get128(scales + i)));
    for (let i = whole; i < all; i += 4) put<f32>(row + i, get<f32>(from + i) * get<f32>(scales + i));
  }
}

/** to += factor · (the weights of output `row`), its `columns` inputs as float32 */
export function addOutputRow(linear: Linear, row: i32, factor: f32, to: usize): void {
  const scale = get<f32>(linear.scales + <usize>row * 4) * factor;
  for (let k = 0; k < linear.columns; k++) {
    const at = to + <usize>k * 4;
    put<f32>(at, get<f32>(at) + scale * <f32>get<i8>(weightAddress(linear, row, k)));
  }
}
