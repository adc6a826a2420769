import { Linear, padTo, REST_STEPS, weightAddress } from "./linear";
import { check, get, get128, put, put128 } from "./memory";

/** Weights that share a scale in 4-bit packages. */
export const INT4_BLOCK: i32 = 32;

/** Inputs that lie side by side in packed weights. */
export const PACKED_INPUTS: i32 = 16;

/**
 * Packs int8 weights of inputs `column` … `column + PACKED_INPUTS` that lie as [PACKED_INPUTS][count] (ONNX: inputs × outputs) into
 * outputs `first` … `first + count`; at the end of a matrix there may be fewer inputs. Scales come separately.
 */
export function packInt8(linear: Linear, first: i32, count: i32, column: i32, source: usize): void {
  const stride = <usize>count;
  const columns = min(PACKED_INPUTS, linear.columns - column);
  let n = 0;
  // A part of a matrix may start inside a group of four outputs, and end inside one.
  const whole = columns == PACKED_INPUTS ? count - 3 : 0;
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

/**
 * Quantizes float32 weights that lie as [columns][count] into outputs `first` … `first + count`, with their scales:
 * symmetric int8, the largest magnitude of an output becomes 127. What that leaves of them goes into the rest where
 * there is one.
 */
export function packFloat32(linear: Linear, first: i32, count: i32, source: usize): void {
  const stride = <usize>count * 4;
  largestOfOutputs(source, linear.columns, count, linear.scales + <usize>first * 4);
  let n = 0;
  for (; n < count && ((first + n) & 3) != 0; n++) packFloats(linear, first + n, source + <usize>n * 4, stride);
  for (; n + 4 <= count; n += 4) packFourFloats(linear, first + n, source + <usize>n * 4, stride);
  for (; n < count; n++) packFloats(linear, first + n, source + <usize>n * 4, stride);
}

/** The largest magnitude of each of `count` outputs, in one pass in the order of the memory. */
function largestOfOutputs(source: usize, columns: i32, count: i32, to: usize): void {
  const all = <usize>count * 4;
  const whole = all & ~15;
  memory.fill(to, 0, all);
  for (let k = 0, from = source; k < columns; k++, from += all) {
    for (let i: usize = 0; i < whole; i += 16) put128(to + i, f32x4.max(get128(to + i), f32x4.abs(get128(from + i))));
    for (let i = whole; i < all; i += 4) put<f32>(to + i, max(get<f32>(to + i), abs(get<f32>(from + i))));
  }
}

/** One output whose weights lie `stride` bytes apart, with their largest magnitude in the place of its scale. */
function packFloats(linear: Linear, row: i32, source: usize, stride: usize): void {
  const scale = <usize>row * 4;
  const largest = get<f32>(linear.scales + scale);
  put<f32>(linear.scales + scale, largest / 127);
  const inverse: f32 = largest > 0 ? 127 / largest : 0;
  const rest = changetype<Linear>(linear.rest);
  if (linear.rest != 0) put<f32>(rest.scales + scale, largest / 127 / REST_STEPS);
  for (let k = 0; k < linear.columns; k++) {
    const steps = get<f32>(source + <usize>k * stride) * inverse;
    const whole = nearest(steps);
    put<i8>(weightAddress(linear, row, k), <i8><i32>whole);
    if (linear.rest != 0) put<i8>(weightAddress(rest, row, k), <i8><i32>nearest((steps - whole) * REST_STEPS));
  }
}

/** The same for four outputs side by side. */
function packFourFloats(linear: Linear, row: i32, source: usize, stride: usize): void {
  const columns = linear.columns;
  const largest = get128(linear.scales + <usize>row * 4);
  const scale = f32x4.div(largest, f32x4.splat(127));
  put128(linear.scales + <usize>row * 4, scale);
  const used = f32x4.gt(largest, f32x4.splat(0));
  const inverse = v128.and(f32x4.div(f32x4.splat(127), largest), used);
  const rest = changetype<Linear>(linear.rest);
  if (linear.rest != 0) put128(rest.scales + <usize>row * 4, f32x4.div(scale, f32x4.splat(REST_STEPS)));
  let k = 0;
  for (; k + PACKED_INPUTS <= columns; k += PACKED_INPUTS) {
    const from = source + <usize>k * stride;
    quantizeGroup(weightAddress(linear, row, k), from, stride, inverse, false);
    if (linear.rest != 0) quantizeGroup(weightAddress(rest, row, k), from, stride, inverse, true);
  }
  for (; k < columns; k++) {
    const from = source + <usize>k * stride;
    putColumn(weightAddress(linear, row, k), toSteps(from, inverse, false));
    if (linear.rest != 0) putColumn(weightAddress(rest, row, k), toSteps(from, inverse, true));
  }
}

/** Quantizes 16 inputs of four outputs. Inlined, so that `ofRest` is no question while it runs. */
@inline
function quantizeGroup(to: usize, from: usize, stride: usize, inverse: v128, ofRest: bool): void {
  const a = quantizeFour(from, stride, inverse, ofRest);
  const b = quantizeFour(from + 4 * stride, stride, inverse, ofRest);
  const c = quantizeFour(from + 8 * stride, stride, inverse, ofRest);
  const d = quantizeFour(from + 12 * stride, stride, inverse, ofRest);
  putGroup(to, a, b, c, d);
}

/** Writes one input of four outputs. */
@inline
function putColumn(to: usize, steps: v128): void {
  put<i8>(to, <i8>i32x4.extract_lane(steps, 0));
  put<i8>(to + 16, <i8>i32x4.extract_lane(steps, 1));
  put<i8>(to + 32, <i8>i32x4.extract_lane(steps, 2));
  put<i8>(to + 48, <i8>i32x4.extract_lane(steps, 3));
}

/** Four floats as whole steps of their outputs' scales, or of the rest's. */
@inline
function toSteps(from: usize, inverse: v128, ofRest: bool): v128 {
  const steps = f32x4.mul(get128(from), inverse);
  const whole = f32x4.nearest(steps);
  if (!ofRest) return i32x4.trunc_sat_f32x4_s(whole);
  const rest = f32x4.mul(f32x4.sub(steps, whole), f32x4.splat(REST_STEPS));
  return i32x4.trunc_sat_f32x4_s(f32x4.nearest(rest));
}

/** Four inputs of four outputs, [input][output] bytes. */
@inline
function quantizeFour(from: usize, stride: usize, inverse: v128, ofRest: bool): v128 {
  const a = toSteps(from, inverse, ofRest);
  const b = toSteps(from + stride, inverse, ofRest);
  const c = toSteps(from + 2 * stride, inverse, ofRest);
  const d = toSteps(from + 3 * stride, inverse, ofRest);
  return i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(a, b), i16x8.narrow_i32x4_s(c, d));
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
  const whole = count & ~3;
  for (let i = 0; i < whole; i += 4) {
    const from = source + <usize>i * 2;
    check(from, 8);
    put128(to + <usize>i * 4, widenFour(v128.load_ext<u16>(from)));
  }
  for (let i = whole; i < count; i++) {
    const four = widenFour(i32x4.splat(get<u16>(source + <usize>i * 2)));
    put<f32>(to + <usize>i * 4, f32x4.extract_lane(four, 0));
  }
}

/** Bits of four float16, each in an int32, to float32. */
@inline
function widenFour(bits: v128): v128 {
  const sign = i32x4.shl(v128.and(bits, i32x4.splat(0x8000)), 16);
  const rest = i32x4.shl(v128.and(bits, i32x4.splat(0x7fff)), 13);
  // Shifted into place the exponent is 112 too small; the product sets that right for subnormals as well.
  const magnitude = f32x4.mul(rest, f32x4.splat(5.192296858534828e33));
  const unbounded = v128.and(i32x4.ge_s(rest, i32x4.splat(0x7c00 << 13)), i32x4.splat(0x7f80_0000));
  return v128.or(v128.or(magnitude, unbounded), sign);
}
