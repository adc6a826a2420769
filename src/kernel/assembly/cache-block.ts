import { padTo } from "./linear";
import { get } from "./memory";

// The cache of one row is a list of blocks of 16 positions. A block holds for each layer, as int16 with a float32 scale per
// position and head: the keys [heads][width/2][16][2], so that 16 scores grow side by side, two products a step; the values
// [heads][width/16][8][16][2], so that two positions are weighed in one step; the scales [heads][2][16] of the keys and of the
// values. `width` is the head's, padded with zeros to a multiple of 16. Several heads go through the blocks together, so
// that all their keys, then all their values, are read as one stream: head by head, 4 KB here and 4 KB there, 900 positions
// of GPT-2 124M took 5.3 ms instead of 3.6.

/** Positions in a block. */
export const BLOCK_POSITIONS: i32 = 16;

/** Bytes of one layer in a block. */
@inline
export function layerBytes(heads: i32, headWidth: i32): usize {
  return <usize>heads * (<usize>padTo(headWidth, 16) * <usize>BLOCK_POSITIONS * 4 + <usize>BLOCK_POSITIONS * 8);
}

/** Where a layer's part of the block with position `first` begins. `table` lists a row's blocks, `offset` finds the part in each. */
@inline
export function partAt(table: usize, first: i32, offset: usize): usize {
  return get<usize>(table + <usize>(first / BLOCK_POSITIONS) * 4) + offset;
}

/** Where the keys, the values and the scales of head `h` begin in a layer's part of a block. */
@inline
export function keysOf(part: usize, width: usize, h: i32): usize {
  return part + <usize>h * width * 32;
}

@inline
export function valuesOf(part: usize, width: usize, heads: i32, h: i32): usize {
  return part + <usize>(heads + h) * width * 32;
}

@inline
export function scalesOf(part: usize, width: usize, heads: i32, h: i32): usize {
  return part + <usize>heads * width * 64 + <usize>h * 128;
}

/** Most magnitude of two int16 factors of which `terms` products stay inside int32 when they are added up. */
@inline
export function levels(terms: i32): f32 {
  return <f32>min(<f64>i16.MAX_VALUE, floor(sqrt(<f64>i32.MAX_VALUE / <f64>terms)));
}
