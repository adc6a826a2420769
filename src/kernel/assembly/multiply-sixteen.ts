import { EIGHT, FACTOR_BYTES, factorBytes } from "./eight-layout";
import { placeOfA12, placeOfA21, placeOfA22, sumOperands } from "./eight-operands";
import { finish } from "./finish-sums";
import { Linear } from "./linear";
import { get128, getSplat, put128 } from "./memory";
import { KEPT_SUMS, multiplySeven, SUMS } from "./strassen";
import { SIXTEEN_COLUMNS, widenFour } from "./widen-four";

// Int8 weights and tokens in eights: the seven products of `eight-layout.ts`. Sums of products are exact integers however they come about,
// since they fit int32 in the end and what overflows on the way comes back.

/** Rows side by side. */
export const SIXTEEN: i32 = 16;
/**
 * Columns whose weights are made ready at a time. Their factors are more than a first-level cache holds, but with fewer columns the seven loops end
 * sooner: of 256 rows 768 deep 39 G multiply-adds a second without eights, 42 with 256 columns, 43.5 with 512, 45 with all.
 */
export const DEPTH: i32 = 768;
/** Bytes of 32 columns in a factor of the weights, half of each: int16 [16/2][2 groups of 4 rows][4 rows][2]. */
export const OPERAND_BLOCK: usize = 256;
const OPERANDS: usize = <usize>(DEPTH / 32) * 7 * OPERAND_BLOCK;
/** Bytes of the sums of 16 rows and eight tokens: int32 [2 halves of the rows][2 of the tokens][4 tokens][8 rows]. */
const EIGHT_SUMS: usize = 4 * SUMS;

export function sixteenScratchBytes(tokens: i32): i32 {
  return <i32>(OPERANDS + KEPT_SUMS) + ((tokens + EIGHT - 1) / EIGHT) * <i32>EIGHT_SUMS;
}

/** Rows `row` … `end`, at most 16, for the first `eights` tokens; the rest is as in `multiplyMany`. */
export function multiplySixteen(
  linear: Linear, row: i32, end: i32, x: usize, scales: usize, eights: i32, y: usize, stride: usize, scratch: usize,
): void {
  const columns = linear.paddedColumns;
  clearSums(scratch, eights);
  for (let first = 0; first < columns; first += DEPTH) {
    const depth = min(DEPTH, columns - first);
    widenSixteen(linear, row, end, first, depth, scratch);
    addEights(scratch, depth, x, first, factorBytes(columns), eights);
  }
  if (row + SIXTEEN <= min(end, linear.rows)) finishSixteen(linear, row, eights, scratch, scales, y, stride);
  else finishSome(linear, row, end, eights, scratch, scales, y, stride);
}

/** Scales the sums of rows of which some do not exist, adds the bias and writes them. */
function finishSome(linear: Linear, row: i32, end: i32, eights: i32, scratch: usize, scales: usize, y: usize, stride: usize): void {
  for (let t = 0; t < eights; t++) {
    const own = sumsOf(scratch, t);
    for (let r = row; r < end; r += 4) {
      const sums = own + (r - row & 8 ? 2 * SUMS : 0) + (r - row & 4 ? 16 : 0);
      finish(linear, r, get128(sums), scales + <usize>t * 4, y + <usize>t * stride);
    }
  }
}

/** The same of 16 rows, a cache line of each token. */
function finishSixteen(linear: Linear, row: i32, eights: i32, scratch: usize, scales: usize, y: usize, stride: usize): void {
  const rows = linear.scales + <usize>row * 4;
  const one = get128(rows);
  const two = get128(rows + 16);
  const three = get128(rows + 32);
  const four = get128(rows + 48);
  const bias = linear.bias + <usize>row * 4;
  const hasBias = linear.bias != 0;
  let to = y + <usize>row * 4;
  for (let t = 0; t < eights; t++, scales += 4, to += stride) {
    const own = sumsOf(scratch, t);
    const scale = getSplat(scales);
    finishQuarter(to, own, f32x4.mul(one, scale), bias, hasBias);
    finishQuarter(to + 16, own + 16, f32x4.mul(two, scale), bias + 16, hasBias);
    finishQuarter(to + 32, own + 2 * SUMS, f32x4.mul(three, scale), bias + 32, hasBias);
    finishQuarter(to + 48, own + 2 * SUMS + 16, f32x4.mul(four, scale), bias + 48, hasBias);
  }
}

@inline
function finishQuarter(to: usize, sums: usize, scale: v128, bias: usize, hasBias: bool): void {
  const values = f32x4.mul(f32x4.convert_i32x4_s(get128(sums)), scale);
  put128(to, hasBias ? f32x4.add(values, get128(bias)) : values);
}

/** Bytes of one factor of the weights of so many columns. */
@inline
export function operandBytes(columns: i32): usize {
  return <usize>((columns + 31) >> 5) * OPERAND_BLOCK;
}

/** Where the sums of a token's first eight rows lie, int32; those of the others are twice SUMS further. */
@inline
export function sumsOf(scratch: usize, token: i32): usize {
  const eight = scratch + OPERANDS + KEPT_SUMS + <usize>(token / EIGHT) * EIGHT_SUMS;
  return eight + (token & 4 ? SUMS : 0) + <usize>(token & 3) * 32;
}

@inline
export function clearSums(scratch: usize, eights: i32): void {
  memory.fill(scratch + OPERANDS + KEPT_SUMS, 0, <usize>(eights / EIGHT) * EIGHT_SUMS);
}

/** Zeros for the last 32 columns of A11, A12, A21 and A22 where there are not as many. */
export function clearLast(to: usize, depth: i32): void {
  if ((depth & 31) == 0) return;
  const bytes = operandBytes(depth);
  const last = to + bytes - OPERAND_BLOCK;
  memory.fill(last, 0, OPERAND_BLOCK);
  memory.fill(last + placeOfA12(bytes), 0, OPERAND_BLOCK);
  memory.fill(last + placeOfA21(bytes), 0, OPERAND_BLOCK);
  memory.fill(last + placeOfA22(bytes), 0, OPERAND_BLOCK);
}

/** A11, A12, A21 and A22 of `depth` columns from `first` on. Where four rows are missing, the last that exist stand for them. */
function widenSixteen(linear: Linear, row: i32, end: i32, first: i32, depth: i32, to: usize): void {
  const bytes = operandBytes(depth);
  clearLast(to, depth);
  for (let r = row; r < row + SIXTEEN; r += 4) {
    const weights = linear.weights + <usize>min(r, end - 4) * <usize>linear.paddedColumns + <usize>first * 4;
    const place = to + (r & 4 ? 16 : 0);
    const others = r - row >= 8;
    widenFour(weights, (depth + 16) >> 5, 2 * SIXTEEN_COLUMNS, place + (others ? placeOfA21(bytes) : 0));
    widenFour(weights + SIXTEEN_COLUMNS, depth >> 5, 2 * SIXTEEN_COLUMNS, place + (others ? placeOfA22(bytes) : placeOfA12(bytes)));
  }
}

/**
 * Adds to the sums the products of what the scratch begins with, A11, A12, A21 and A22 of `depth` columns, with those columns of the inputs
 * from `first` on; an eight's factors have so many bytes each.
 */
export function addEights(scratch: usize, depth: i32, x: usize, first: i32, factor: usize, eights: i32): void {
  const bytes = operandBytes(depth);
  sumOperands(scratch, bytes);
  let inputs = x + <usize>(first >> 5) * FACTOR_BYTES;
  for (let t = 0; t < eights; t += EIGHT, inputs += 7 * factor) {
    addEight(scratch, bytes, inputs, factor - bytes / 2, sumsOf(scratch, t));
  }
}

function addEight(scratch: usize, bytes: usize, x: usize, gap: usize, sums: usize): void {
  multiplySeven(false, scratch, bytes, x, gap, 0, 0, sums, sums + 2 * SUMS, scratch + OPERANDS);
}
