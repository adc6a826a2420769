import { BLOCK_POSITIONS, keysOf, levels, scalesOf, valuesOf } from "./cache-block";
import { spreadLane } from "./lanes";
import { padTo } from "./linear";
import { check, copy, get128, put, put128 } from "./memory";
import { inverseScale, largestMagnitude, quantizeEight } from "./quantize";
import { inverseScales, largestOfFour, putFourRows, quantizeAt } from "./quantize-four";

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

/**
 * The same of four positions, the first a multiple of four, whose keys and values are `stride` bytes apart. Where the head's width is no
 * multiple of 16 they are copied into `padded`, four of such widths, zero in the padding.
 */
export function storeFour(
  part: usize, heads: i32, h: i32, position: i32, key: usize, value: usize, stride: usize, headWidth: i32, padded: usize,
): void {
  const slot = <usize>(position & (BLOCK_POSITIONS - 1));
  const width = <usize>padTo(headWidth, 16);
  const isPadded = <usize>headWidth < width;
  const rows = isPadded ? width * 4 : stride;
  const scales = scalesOf(part, width, heads, h) + slot * 4;
  let from = key;
  if (isPadded) from = copyFour(padded, key, stride, headWidth, width);
  let inverses = scalesOfFour(from, rows, width, levels(headWidth), scales);
  putFourRows(keysOf(part, width, h) + slot * 4, 64, from, rows, width * 4, inverses);
  from = value;
  if (isPadded) from = copyFour(padded, value, stride, headWidth, width);
  inverses = scalesOfFour(from, rows, width, levels(BLOCK_POSITIONS), scales + <usize>BLOCK_POSITIONS * 4);
  const to = valuesOf(part, width, heads, h) + (slot >> 1) * 64;
  const one = spreadLane(inverses, 0);
  const two = spreadLane(inverses, 1);
  putTwoValues(to, from, from + rows, width, one, two);
  const three = spreadLane(inverses, 2);
  const four = spreadLane(inverses, 3);
  putTwoValues(to + 64, from + rows * 2, from + rows * 3, width, three, four);
}

/** @returns where they are now */
function copyFour(to: usize, from: usize, stride: usize, headWidth: i32, width: usize): usize {
  for (let i: usize = 0; i < 4; i++) copy(to + i * width * 4, from + i * stride, <usize>headWidth * 4);
  return to;
}

/** Writes the scales of four rows and returns what makes whole steps of them. */
@inline
function scalesOfFour(from: usize, stride: usize, width: usize, most: f32, scales: usize): v128 {
  const largest = largestOfFour(from, stride, width * 4);
  put128(scales, f32x4.div(largest, f32x4.splat(most)));
  return inverseScales(largest, most);
}

/** Values of two positions that are weighed in one step. */
@inline
function putTwoValues(to: usize, even: usize, odd: usize, width: usize, evenInverse: v128, oddInverse: v128): void {
  for (let i: usize = 0; i < width; i += 8) {
    const a = quantizeAt(even + i * 4, evenInverse);
    const b = quantizeAt(odd + i * 4, oddInverse);
    const place = to + (i >> 4) * 512 + (i & 8) * 4;
    put128(place, v128.shuffle<i16>(a, b, 0, 8, 1, 9, 2, 10, 3, 11));
    put128(place + 16, v128.shuffle<i16>(a, b, 4, 12, 5, 13, 6, 14, 7, 15));
  }
}
