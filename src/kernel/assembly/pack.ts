import { Linear, padTo, weightAddress } from "./linear";
import { get, put } from "./memory";

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
  for (let n = 0; n < count; n++) packStrided(linear, first + n, source + <usize>n * 4, <usize>count * 4);
}

/** Quantizes float32 weights that lie as [count][columns] into outputs `first` … `first + count`, with their scales. */
export function packFloat32Rows(linear: Linear, first: i32, count: i32, source: usize): void {
  for (let n = 0; n < count; n++) packStrided(linear, first + n, source + <usize>n * <usize>linear.columns * 4, 4);
}

/** One output whose weights lie `stride` bytes apart: symmetric int8, the largest magnitude becomes 127. */
function packStrided(linear: Linear, row: i32, source: usize, stride: usize): void {
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
 * Unpacks 4-bit weights of MatMulNBits, [count][columns / block][block / 2] with the low nibble first and zero point 8,
 * and scales float32 [count][columns / block], to int8 with one scale per output.
 */
export function packInt4(linear: Linear, first: i32, count: i32, block: i32, source: usize, scales: usize): void {
  const blocks = padTo(linear.columns, block) / block;
  for (let n = 0; n < count; n++) {
    const rowScales = scales + <usize>n * <usize>blocks * 4;
    const nibbles = source + <usize>n * <usize>blocks * <usize>(block >> 1);
    packInt4Row(linear, first + n, block, blocks, nibbles, rowScales);
  }
}

function packInt4Row(linear: Linear, row: i32, block: i32, blocks: i32, nibbles: usize, scales: usize): void {
  let largest: f32 = 0;
  for (let b = 0; b < blocks; b++) largest = max(largest, abs(get<f32>(scales + <usize>b * 4)));
  // A nibble reaches from -8 to 7.
  const scale: f32 = (largest * 8) / 127;
  put<f32>(linear.scales + <usize>row * 4, scale);
  const inverse: f32 = scale > 0 ? 1 / scale : 0;
  for (let k = 0; k < linear.columns; k++) {
    const pair = get<u8>(nibbles + <usize>(k >> 1));
    const nibble = <i32>(k & 1 ? pair >> 4 : pair & 15) - 8;
    const value = <f32>nibble * get<f32>(scales + <usize>(k / block) * 4);
    put<i8>(weightAddress(linear, row, k), <i8>(<i32>nearest(value * inverse)));
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
