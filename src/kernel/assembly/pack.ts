import { Linear, padTo, weightAddress } from "./linear";
import { check, get, get128, put, put128 } from "./memory";

/** Weights that share a scale in 4-bit packages. */
const INT4_BLOCK: i32 = 32;

/** Inputs that lie side by side in packed weights. */
const GROUP: i32 = 16;

/**
 * Packs int8 weights of inputs `column` … `column + GROUP` that lie as [GROUP][count] (ONNX: inputs × outputs) into
 * outputs `first` … `first + count`; at the end of a matrix there may be fewer inputs. Scales come separately.
 */
export function packInt8(linear: Linear, first: i32, count: i32, column: i32, source: usize): void {
  const stride = <usize>count;
  const columns = min(GROUP, linear.columns - column);
  let n = 0;
  // A part of a matrix may start inside a group of four outputs, and end inside one.
  const whole = columns == GROUP ? count - 3 : 0;
  for (; n < whole && ((first + n) & 3) != 0; n++) packInt8Row(linear, first + n, column, columns, source + n, stride);
  for (; n < whole; n += 4) {
    const from = source + n;
    const a = fourByFour(from, stride);
    const b = fourByFour(from + 4 * stride, stride);
    const c = fourByFour(from + 8 * stride, stride);
    const d = fourByFour(from + 12 * stride, stride);
    putGroup(weightAddress(linear, first + n, column), a, b, c, d);
  }
  for (; n < count; n++) packInt8Row(linear, first + n, column, columns, source + n, stride);
}

function packInt8Row(linear: Linear, row: i32, column: i32, columns: i32, source: usize, stride: usize): void {
  const to = weightAddress(linear, row, column);
  for (let k = 0; k < columns; k++) put<i8>(to + k, get<i8>(source + <usize>k * stride));
}

/** Four neighbours of each of four rows, row by row. */
@inline
function fourByFour(from: usize, stride: usize): v128 {
  check(from, 4);
  check(from + 3 * stride, 4);
  let v = v128.load_zero<u32>(from);
  v = v128.load_lane<u32>(from + stride, v, 1);
  v = v128.load_lane<u32>(from + 2 * stride, v, 2);
  return v128.load_lane<u32>(from + 3 * stride, v, 3);
}

/** Writes 16 inputs of four outputs; each argument holds four inputs as [input][output] bytes. */
@inline
function putGroup(to: usize, a: v128, b: v128, c: v128, d: v128): void {
  const ab = i8x16.shuffle(a, b, 0, 4, 8, 12, 16, 20, 24, 28, 1, 5, 9, 13, 17, 21, 25, 29);
  const cd = i8x16.shuffle(c, d, 0, 4, 8, 12, 16, 20, 24, 28, 1, 5, 9, 13, 17, 21, 25, 29);
  const ef = i8x16.shuffle(a, b, 2, 6, 10, 14, 18, 22, 26, 30, 3, 7, 11, 15, 19, 23, 27, 31);
  const gh = i8x16.shuffle(c, d, 2, 6, 10, 14, 18, 22, 26, 30, 3, 7, 11, 15, 19, 23, 27, 31);
  check(to, 64);
  v128.store(to, v128.shuffle<i64>(ab, cd, 0, 2));
  v128.store(to, v128.shuffle<i64>(ab, cd, 1, 3), 16);
  v128.store(to, v128.shuffle<i64>(ef, gh, 0, 2), 32);
  v128.store(to, v128.shuffle<i64>(ef, gh, 1, 3), 48);
}

/** Quantizes float32 weights that lie as [columns][count] into outputs `first` … `first + count`, with their scales. */
export function packFloat32(linear: Linear, first: i32, count: i32, source: usize): void {
  const stride = <usize>count * 4;
  let n = 0;
  for (; n < count && ((first + n) & 3) != 0; n++) packFloats(linear, first + n, source + <usize>n * 4, stride);
  for (; n + 4 <= count; n += 4) packFourFloats(linear, first + n, source + <usize>n * 4, stride);
  for (; n < count; n++) packFloats(linear, first + n, source + <usize>n * 4, stride);
}

/** One output whose weights lie `stride` bytes apart: symmetric int8, the largest magnitude becomes 127. */
function packFloats(linear: Linear, row: i32, source: usize, stride: usize): void {
  let largest: f32 = 0;
  for (let k = 0; k < linear.columns; k++) largest = max(largest, abs(get<f32>(source + <usize>k * stride)));
  put<f32>(linear.scales + <usize>row * 4, largest / 127);
  const inverse: f32 = largest > 0 ? 127 / largest : 0;
  for (let k = 0; k < linear.columns; k++) {
    const rounded = <i32>nearest(get<f32>(source + <usize>k * stride) * inverse);
    put<i8>(weightAddress(linear, row, k), <i8>rounded);
  }
}

/** The same for four outputs side by side. */
function packFourFloats(linear: Linear, row: i32, source: usize, stride: usize): void {
  const columns = linear.columns;
  let largest = f32x4.splat(0);
  for (let k = 0; k < columns; k++) largest = f32x4.max(largest, f32x4.abs(get128(source + <usize>k * stride)));
  put128(linear.scales + <usize>row * 4, f32x4.div(largest, f32x4.splat(127)));
  const used = f32x4.gt(largest, f32x4.splat(0));
  const inverse = v128.and(f32x4.div(f32x4.splat(127), largest), used);
  let k = 0;
  for (; k + 16 <= columns; k += 16) {
    const from = source + <usize>k * stride;
    const a = quantizeFour(from, stride, inverse);
    const b = quantizeFour(from + 4 * stride, stride, inverse);
    const c = quantizeFour(from + 8 * stride, stride, inverse);
    const d = quantizeFour(from + 12 * stride, stride, inverse);
    putGroup(weightAddress(linear, row, k), a, b, c, d);
  }
  for (; k < columns; k++) {
    const steps = toSteps(source + <usize>k * stride, inverse);
    put<i8>(weightAddress(linear, row, k), <i8>i32x4.extract_lane(steps, 0));
    put<i8>(weightAddress(linear, row + 1, k), <i8>i32x4.extract_lane(steps, 1));
    put<i8>(weightAddress(linear, row + 2, k), <i8>i32x4.extract_lane(steps, 2));
    put<i8>(weightAddress(linear, row + 3, k), <i8>i32x4.extract_lane(steps, 3));
  }
}

/** Four floats as whole steps of their outputs' scales. */
@inline
function toSteps(from: usize, inverse: v128): v128 {
  return i32x4.trunc_sat_f32x4_s(f32x4.nearest(f32x4.mul(get128(from), inverse)));
}

/** Four inputs of four outputs, [input][output] bytes. */
@inline
function quantizeFour(from: usize, stride: usize, inverse: v128): v128 {
  const low = i16x8.narrow_i32x4_s(toSteps(from, inverse), toSteps(from + stride, inverse));
  const high = i16x8.narrow_i32x4_s(toSteps(from + 2 * stride, inverse), toSteps(from + 3 * stride, inverse));
  return i8x16.narrow_i16x8_s(low, high);
}

/**
 * Packs 4-bit weights of MatMulNBits, [count][blocks][16] bytes, two weights to a byte with the low half first and zero
 * point 8, into outputs `first` … `first + count`: as steps -8 … 7 until {@link rescaleInt4} sees the scales.
 */
export function packInt4(linear: Linear, first: i32, count: i32, source: usize): void {
  const blocks = padTo(linear.columns, INT4_BLOCK) / INT4_BLOCK;
  let from = source;
  for (let n = 0; n < count; n++) {
    for (let b = 0; b < blocks; b++, from += 16) {
      const pairs = get128(from);
      const low = i8x16.sub(v128.and(pairs, i8x16.splat(15)), i8x16.splat(8));
      const high = i8x16.sub(i8x16.shr_u(pairs, 4), i8x16.splat(8));
      const k = b * INT4_BLOCK;
      const to = weightAddress(linear, first + n, k);
      put128(to, i8x16.shuffle(low, high, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23));
      // The last block may reach over the padding.
      if (k + 16 >= linear.paddedColumns) continue;
      put128(to + 64, i8x16.shuffle(low, high, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31));
    }
  }
}

/** Turns the steps of {@link packInt4} into int8 with one scale per output; `scales` is float32 [rows][blocks]. */
export function rescaleInt4(linear: Linear, scales: usize): void {
  const blocks = padTo(linear.columns, INT4_BLOCK) / INT4_BLOCK;
  for (let n = 0; n < linear.rows; n++) rescaleRow(linear, n, scales + <usize>n * <usize>blocks * 4);
}

function rescaleRow(linear: Linear, row: i32, scales: usize): void {
  let largest = f32x4.splat(0);
  for (let k = 0; k < linear.paddedColumns; k += 16) {
    const steps = i8x16.abs(get128(weightAddress(linear, row, k)));
    const pairs = i16x8.max_s(i16x8.extend_low_i8x16_s(steps), i16x8.extend_high_i8x16_s(steps));
    const fours = i32x4.max_s(i32x4.extend_low_i16x8_s(pairs), i32x4.extend_high_i16x8_s(pairs));
    const scale = f32x4.abs(getScale(scales, k));
    largest = f32x4.max(largest, f32x4.mul(f32x4.convert_i32x4_s(fours), scale));
  }
  const low = max(f32x4.extract_lane(largest, 0), f32x4.extract_lane(largest, 1));
  const most = max(low, max(f32x4.extract_lane(largest, 2), f32x4.extract_lane(largest, 3)));
  put<f32>(linear.scales + <usize>row * 4, most / 127);
  const inverse = f32x4.splat(most > 0 ? 127 / most : 0);
  for (let k = 0; k < linear.paddedColumns; k += 16) {
    const address = weightAddress(linear, row, k);
    const factor = f32x4.mul(getScale(scales, k), inverse);
    const steps = get128(address);
    const first = rescaleEight(i16x8.extend_low_i8x16_s(steps), factor);
    put128(address, i8x16.narrow_i16x8_s(first, rescaleEight(i16x8.extend_high_i8x16_s(steps), factor)));
  }
}

@inline
function getScale(scales: usize, column: i32): v128 {
  return f32x4.splat(get<f32>(scales + <usize>(column / INT4_BLOCK) * 4));
}

@inline
function rescaleEight(steps: v128, factor: v128): v128 {
  const low = f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(steps)), factor);
  const high = f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(steps)), factor);
  return i16x8.narrow_i32x4_s(
    i32x4.trunc_sat_f32x4_s(f32x4.nearest(low)),
    i32x4.trunc_sat_f32x4_s(f32x4.nearest(high)),
  );
}

/** Widens `count` float16 values to float32. */
export function widenFloat16(source: usize, to: usize, count: i32): void {
  for (let i = 0; i < count; i++) put<f32>(to + <usize>i * 4, float16(get<u16>(source + <usize>i * 2)));
}

function float16(bits: u16): f32 {
  const sign = <u32>(bits & 0x8000) << 16;
  const rest = <u32>(bits & 0x7fff);
  if (rest >= 0x7c00) return reinterpret<f32>(sign | 0x7f80_0000 | ((rest & 0x3ff) << 13));
  // Shifted into place the exponent is 112 too small; the product sets that right for subnormals as well.
  const magnitude = reinterpret<f32>(rest << 13) * <f32>5.192296858534828e33;
  return reinterpret<f32>(sign | reinterpret<u32>(magnitude));
}
