import { inputsBytes, PRODUCT_ROWS, rowsAtOnce } from "./backward-product";
import { factorBytes, inEights } from "./eight-layout";
import { placeOfA12, placeOfA21, placeOfA22 } from "./eight-operands";
import { Linear, padTo } from "./linear";
import { eightsBytes, quantizeMany } from "./matmul-inputs";
import { check, get, get128, put128 } from "./memory";
import { addProducts, MANY_ROWS, MOST_DEPTH, WIDENED_BYTES } from "./multiply-many";
import { addEights, clearLast, clearSums, DEPTH, OPERAND_BLOCK, operandBytes, SIXTEEN, sumsOf } from "./multiply-sixteen";
import { SUMS } from "./strassen";

// A product the other way: what a gradient goes back through. Its weights are turned around while they are widened, so they lie in the
// memory once.

/** Bytes of the sums of four rows and eight inputs. */
const TILE_BYTES: usize = <usize>(MANY_ROWS * 4 * 4);

/**
 * y[t][k] = Σ_n x[t][n] · w[first + n][k] over `count` outputs of `linear`, from a multiple of 4 on, for all its inputs: the outputs' scales
 * belong to the gradient, before it is rounded (`scaleColumns`). Rows of `x` have the padding of `count` to a multiple of 16, with zeros, those of
 * `y` are `stride` bytes apart. `scratch` is for `productScratchBytes` of as many columns.
 */
export function multiplyBack(
  linear: Linear, first: i32, count: i32, x: usize, rows: i32, y: usize, stride: usize, scratch: usize,
): void {
  const columns = padTo(count, 16);
  const bytes = <usize>columns * 4;
  const scales = scratch + inputsBytes(columns);
  const wide = scales + <usize>PRODUCT_ROWS * 4;
  const step = rowsAtOnce(rows);
  for (let from = 0; from < rows; from += step) {
    const some = min(step, rows - from);
    quantizeMany(x + <usize>from * bytes, columns, bytes, some, scratch, scales, 0, some);
    multiplySome(linear, first, count, scratch, scales, some, y + <usize>from * stride, stride, wide);
  }
}

/** As `multiplyMany`, with inputs for outputs. */
function multiplySome(
  linear: Linear, first: i32, count: i32, x: usize, scales: usize, rows: i32, y: usize, stride: usize, scratch: usize,
): void {
  const columns = padTo(count, 16);
  const eights = inEights(rows);
  const left = rows - eights;
  const others = x + eightsBytes(rows, columns);
  const ys = y + <usize>eights * stride;
  for (let k = 0; k < linear.paddedColumns; k += SIXTEEN) {
    if (eights > 0) multiplyBackSixteen(linear, first, count, k, x, scales, eights, y, stride, scratch);
    if (left == 0) continue;
    multiplyRest(linear, first, count, k, others, scales + <usize>eights * 4, left, ys, stride, scratch);
    multiplyRest(linear, first, count, k + MANY_ROWS, others, scales + <usize>eights * 4, left, ys, stride, scratch);
  }
}

/** 16 inputs for rows that lie in eights. */
function multiplyBackSixteen(
  linear: Linear, first: i32, count: i32, k: i32, x: usize, scales: usize, eights: i32, y: usize, stride: usize, scratch: usize,
): void {
  const outputs = padTo(count, 4);
  const factor = factorBytes(padTo(count, 16));
  clearSums(scratch, eights);
  for (let n = 0; n < outputs; n += DEPTH) {
    const depth = min(DEPTH, outputs - n);
    widenSixteen(linear, first + n, depth, k, scratch);
    addEights(scratch, depth, x, n, factor, eights);
  }
  for (let t = 0; t < eights; t++) {
    const own = sumsOf(scratch, t);
    const to = y + <usize>t * stride + <usize>k * 4;
    const scale = f32x4.splat(get<f32>(scales + <usize>t * 4));
    putScaled(to, own, own + 16, scale);
    putScaled(to + 32, own + 2 * SUMS, own + 2 * SUMS + 16, scale);
  }
}

/** A11, A12, A21 and A22 of `depth` outputs from `first` on, of 16 inputs from `k` on. */
function widenSixteen(linear: Linear, first: i32, depth: i32, k: i32, to: usize): void {
  const bytes = operandBytes(depth);
  clearLast(to, depth);
  for (let n = 0; n < depth; n += 16) {
    const some = min(16, depth - n);
    const place = to + <usize>(n >> 5) * OPERAND_BLOCK;
    const second = (n & 16) != 0;
    widenAround(linear, first + n, some, k, place + (second ? placeOfA12(bytes) : 0));
    widenAround(linear, first + n, some, k + MANY_ROWS, place + (second ? placeOfA22(bytes) : placeOfA21(bytes)));
  }
}

/** Eight inputs for rows that lie in no eights. */
function multiplyRest(
  linear: Linear, first: i32, count: i32, k: i32, x: usize, scales: usize, rows: i32, y: usize, stride: usize, scratch: usize,
): void {
  const columns = <usize>padTo(count, 16);
  const outputs = padTo(count, 4);
  const sums = scratch + WIDENED_BYTES;
  const end = sums + <usize>((rows + 3) / 4) * TILE_BYTES;
  memory.fill(sums, 0, end - sums);
  for (let n = 0; n < outputs; n += MOST_DEPTH) {
    const depth = min(MOST_DEPTH, outputs - n);
    widenAround(linear, first + n, depth, k, scratch);
    let inputs = x + <usize>n * 8;
    for (let tile = sums; tile < end; tile += TILE_BYTES, inputs += columns * 8) {
      addProducts(scratch, inputs, depth, tile);
    }
  }
  for (let t = 0; t < rows; t++) {
    const own = sums + <usize>(t / 4) * TILE_BYTES + <usize>(t % 4) * 16;
    const scale = f32x4.splat(get<f32>(scales + <usize>t * 4));
    putScaled(y + <usize>t * stride + <usize>k * 4, own, own + TILE_BYTES / 2, scale);
  }
}

/** Eight results of a row. */
@inline
function putScaled(to: usize, low: usize, high: usize, scale: v128): void {
  put128(to, f32x4.mul(f32x4.convert_i32x4_s(get128(low)), scale));
  put128(to + 16, f32x4.mul(f32x4.convert_i32x4_s(get128(high)), scale));
}

/** The weights of `count` outputs from `first` on, a multiple of 4, and eight inputs from `k` on, as int16: two outputs of all inputs every 32 bytes. */
function widenAround(linear: Linear, first: i32, count: i32, k: i32, to: usize): void {
  const step = <usize>linear.paddedColumns * 4;
  let w = linear.weights + <usize>(first >> 2) * step + (<usize>(k >> 4) << 6) + <usize>(k & 8);
  for (const end = to + <usize>count * 16; to < end; to += 64, w += step) {
    check(w, 56);
    check(to, 64);
    const a = v128.load_ext<i8>(w);
    const b = v128.load_ext<i8>(w, 16);
    const c = v128.load_ext<i8>(w, 32);
    const d = v128.load_ext<i8>(w, 48);
    v128.store(to, v128.shuffle<i16>(a, b, 0, 8, 1, 9, 2, 10, 3, 11));
    v128.store(to, v128.shuffle<i16>(a, b, 4, 12, 5, 13, 6, 14, 7, 15), 16);
    v128.store(to, v128.shuffle<i16>(c, d, 0, 8, 1, 9, 2, 10, 3, 11), 32);
    v128.store(to, v128.shuffle<i16>(c, d, 4, 12, 5, 13, 6, 14, 7, 15), 48);
  }
}
