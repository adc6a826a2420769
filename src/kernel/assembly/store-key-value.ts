import { BLOCK_POSITIONS, keysOf, levels, scalesOf, valuesOf } from "./cache-block";
import { padTo } from "./linear";
import { check, copy, get128, put } from "./memory";
import { inverseScale, largestMagnitude, quantizeEight } from "./quantize";

/**
 * Writes head `h`'s key and value of one position into its place of a block. `part` is the layer's part of the block,
 * `padded` scratch for the head's width padded to 16, zero in the padding.
 */
export function storeKeyValue(
  part: usize, heads: i32, h: i32, position: i32, key: usize, value: usize, headWidth: i32, padded: usize,
): void {
  const slot = <usize>(position & (BLOCK_POSITIONS - 1));
  const width = <usize>padTo(headWidth, 16);
  const scales = scalesOf(part, width, heads, h) + slot * 4;
  copy(padded, key, <usize>headWidth * 4);
  let inverse = scaleOf(padded, width, levels(headWidth), scales);
  for (let i: usize = 0; i < width; i += 8) {
    const keys = quantizeEight(get128(padded + i * 4), get128(padded + i * 4 + 16), inverse);
    const to = keysOf(part, width, h) + i * 32 + slot * 4;
    check(to, 4);
    check(to + 192, 4);
    v128.store_lane<i32>(to, keys, 0);
    v128.store_lane<i32>(to, keys, 1, 64);
    v128.store_lane<i32>(to, keys, 2, 128);
    v128.store_lane<i32>(to, keys, 3, 192);
  }
  copy(padded, value, <usize>headWidth * 4);
  inverse = scaleOf(padded, width, levels(BLOCK_POSITIONS), scales + <usize>BLOCK_POSITIONS * 4);
  const row = valuesOf(part, width, heads, h) + (slot >> 1) * 64 + (slot & 1) * 2;
  for (let i: usize = 0; i < width; i += 8) {
    const values = quantizeEight(get128(padded + i * 4), get128(padded + i * 4 + 16), inverse);
    const to = row + (i >> 4) * 512 + (i & 8) * 4;
    check(to, 2);
    check(to + 28, 2);
    v128.store_lane<i16>(to, values, 0);
    v128.store_lane<i16>(to, values, 1, 4);
    v128.store_lane<i16>(to, values, 2, 8);
    v128.store_lane<i16>(to, values, 3, 12);
    v128.store_lane<i16>(to, values, 4, 16);
    v128.store_lane<i16>(to, values, 5, 20);
    v128.store_lane<i16>(to, values, 6, 24);
    v128.store_lane<i16>(to, values, 7, 28);
  }
}

/** Writes the scale of `width` floats and returns what makes whole steps of them. */
@inline
function scaleOf(source: usize, width: usize, most: f32, scale: usize): v128 {
  const largest = largestMagnitude(source, source + width * 4);
  put<f32>(scale, largest / most);
  return inverseScale(largest, most);
}
