import { Linear, REST_STEPS, weightAddress } from "./linear";
import { get, get128, put, put128 } from "./memory";
import { PACKED_INPUTS, putGroup } from "./pack-group";

/**
 * Quantizes float32 weights stored as [columns][count] into outputs `first` … `first + count`, with their scales:
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
