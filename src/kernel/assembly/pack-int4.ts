import { BLOCK_BYTES, BLOCK_SCALES, blockAddress, blocksOf, rowOffset } from "./int4-layout";
import { Linear } from "./linear";
import { check, get, get128, put } from "./memory";

/**
 * Packs 4-bit weights of MatMulNBits, [count][blocks][16] bytes, two weights to a byte with the low half first and zero
 * point 8, into outputs `first` … `first + count`, as they are.
 */
export function packInt4(linear: Linear, first: i32, count: i32, source: usize): void {
  const blocks = blocksOf(linear.columns);
  let from = source;
  for (let row = first; row < first + count; row++) {
    let to = blockAddress(linear, row, 0) + rowOffset(row);
    for (let b = 0; b < blocks; b++, from += 16, to += BLOCK_BYTES) {
      const pairs = get128(from);
      check(to, 52);
      v128.store_lane<u32>(to, pairs, 0);
      v128.store_lane<u32>(to, pairs, 1, 16);
      v128.store_lane<u32>(to, pairs, 2, 32);
      v128.store_lane<u32>(to, pairs, 3, 48);
    }
  }
}

/** Puts the scales of outputs `first` … `first + count`, float32 [count][blocks], beside their blocks. */
export function packInt4Scales(linear: Linear, first: i32, count: i32, scales: usize): void {
  const blocks = blocksOf(linear.columns);
  let from = scales;
  for (let row = first; row < first + count; row++) {
    let to = blockAddress(linear, row, 0) + BLOCK_SCALES + <usize>(row & 7) * 4;
    for (let b = 0; b < blocks; b++, from += 4, to += BLOCK_BYTES) put<f32>(to, get<f32>(from));
  }
}
