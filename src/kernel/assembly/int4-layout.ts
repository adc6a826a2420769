import { get } from "./memory";
import { Linear } from "./linear";

// Weights of 4 bits lie as [rows/8][columns/32][128 bytes of weights, 32 of scales], so that one pass over eight rows reads
// one sequential stream, scales included. The 128 bytes are [2 groups of 4 rows][4][4 rows][4 bytes]: each lane of a register
// belongs to a row, and the lanes' sums are four rows' at once. With columns in the lanes, each of a block's sums would have
// to be added up across its lanes before it meets its scale: 5.5 ms for the products of a token of GPT-2 124M instead of 4.7
// (Chromium, weights in the cache). Eight rows at a time share the inputs that are spread over the lanes, and how nibbles
// follow one another is as in the file: it is the inputs that are brought into their order (`quantize-int4.ts`).

/** Weights of an output that share a scale. */
export const INT4_BLOCK: i32 = 32;
/** Outputs side by side. */
export const INT4_ROWS: i32 = 8;
/** Bytes of a block of eight rows, and where the scales are in it. */
export const BLOCK_BYTES: usize = 160;
export const BLOCK_SCALES: usize = 128;

/** Blocks of an output; the last one may be filled up. */
@inline
export function blocksOf(columns: i32): i32 {
  return (columns + INT4_BLOCK - 1) / INT4_BLOCK;
}

/** Where block `index` of the eight rows that `row` is one of begins. */
@inline
export function blockAddress(linear: Linear, row: i32, index: i32): usize {
  return linear.weights + <usize>((row >> 3) * blocksOf(linear.columns) + index) * BLOCK_BYTES;
}

/** Of the first four bytes of a row in its block; the next four are 16 bytes behind. */
@inline
export function rowOffset(row: i32): usize {
  return (<usize>(row & 4) << 4) + (<usize>(row & 3) << 2);
}

/** One weight, unpacked. */
@inline
export function int4Weight(linear: Linear, row: i32, column: i32): f32 {
  const block = blockAddress(linear, row, column >> 5);
  const k = column & 31;
  const pair = get<u8>(block + rowOffset(row) + (<usize>(k >> 3) << 4) + (<usize>(k & 7) >> 1));
  const step = <i32>(k & 1 ? pair >> 4 : pair & 15) - 8;
  return <f32>step * get<f32>(block + BLOCK_SCALES + <usize>(row & 7) * 4);
}
