import { Linear, padTo, weightAddress } from "./linear";
import { get, put } from "./memory";

/** Weights that share a scale in 4-bit packages. */
const INT4_BLOCK: i32 = 32;

/**
 * Packs int8 weights that lie as [columns][count] (ONNX: inputs × outputs) into outputs `first` … `first + count`.
 * Scales come separately.
 */
export function packInt8(linear: Linear, first: i32, count: i32, source: usize): void {
  const columns = linear.columns;
  for (let k = 0; k < columns; k += 16) {
    const depth = min(16, columns - k);
    const from = source + <usize>k * <usize>count;
    for (let n = 0; n < count; n++) {
      const to = weightAddress(linear, first + n, k);
      for (let d = 0; d < depth; d++) put<i8>(to + d, get<i8>(from + <usize>d * <usize>count + n));
    }
  }
}

/** Quantizes float32 weights that lie as [columns][count] into outputs `first` … `first + count`, with their scales. */
export function packFloat32(linear: Linear, first: i32, count: i32, source: usize): void {
  for (let n = 0; n < count; n++) packFloats(linear, first + n, source + <usize>n * 4, <usize>count * 4);
}

/** One output whose weights lie `stride` bytes apart: symmetric int8, the largest magnitude becomes 127. */
function packFloats(linear: Linear, row: i32, source: usize, stride: usize): void {
  let largest: f32 = 0;
  for (let k = 0; k < linear.columns; k++) largest = max(largest, abs(get<f32>(source + <usize>k * stride)));
  const scale = largest / 127;
  put<f32>(linear.scales + <usize>row * 4, scale);
  const inverse: f32 = scale > 0 ? 1 / scale : 0;
  for (let k = 0; k < linear.columns; k++) {
    const rounded = nearest(get<f32>(source + <usize>k * stride) * inverse);
    put<i8>(weightAddress(linear, row, k), <i8>(<i32>max<f32>(-127, min<f32>(127, rounded))));
  }
}

/**
 * Packs 4-bit weights of MatMulNBits, [count][blocks][16] bytes, two weights to a byte with the low half first and zero
 * point 8, into outputs `first` … `first + count`: as steps -8 … 7 until {@link rescaleInt4} sees the scales.
 */
export function packInt4(linear: Linear, first: i32, count: i32, source: usize): void {
  const bytesPerOutput = <usize>(padTo(linear.columns, INT4_BLOCK) >> 1);
  for (let n = 0; n < count; n++) {
    const from = source + <usize>n * bytesPerOutput;
    for (let k = 0; k < linear.columns; k++) {
      const pair = get<u8>(from + <usize>(k >> 1));
      put<i8>(weightAddress(linear, first + n, k), <i8>(<i32>(k & 1 ? pair >> 4 : pair & 15) - 8));
    }
  }
}

/** Turns the steps of {@link packInt4} into int8 with one scale per output; `scales` is float32 [rows][blocks]. */
export function rescaleInt4(linear: Linear, scales: usize): void {
  const blocks = padTo(linear.columns, INT4_BLOCK) / INT4_BLOCK;
  for (let n = 0; n < linear.rows; n++) rescaleRow(linear, n, blocks, scales + <usize>n * <usize>blocks * 4);
}

function rescaleRow(linear: Linear, row: i32, blocks: i32, scales: usize): void {
  let largest: f32 = 0;
  for (let k = 0; k < linear.columns; k++) {
    const step = <f32>get<i8>(weightAddress(linear, row, k));
    largest = max(largest, abs(step * get<f32>(scales + <usize>(k / INT4_BLOCK) * 4)));
  }
  const scale: f32 = largest / 127;
  put<f32>(linear.scales + <usize>row * 4, scale);
  const inverse: f32 = scale > 0 ? 1 / scale : 0;
  for (let b = 0; b < blocks; b++) {
    const factor = get<f32>(scales + <usize>b * 4) * inverse;
    const end = min(linear.columns, (b + 1) * INT4_BLOCK);
    for (let k = b * INT4_BLOCK; k < end; k++) {
      const address = weightAddress(linear, row, k);
      put<i8>(address, <i8>(<i32>nearest(<f32>get<i8>(address) * factor)));
    }
  }
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
