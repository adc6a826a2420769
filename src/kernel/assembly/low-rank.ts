import { TILE } from "./sizes";
import { MOST } from "./quantize";

/** Highest rank of a {@link LowRank}: PEFT's examples go from 4 to 64. */
export const MOST_RANK: i32 = 64;
/** Tokens whose inputs are quantized and projected together. */
export const PROJECTED_TOKENS: i32 = 4;
/** Most magnitude of A's integers: with inputs of 14 bits a lane's sum over {@link CHUNK} columns is at most 2^31 - 1. */
export const MOST_DOWN: i32 = 16_383;
/** Columns whose products are added up as integers. */
export const CHUNK: i32 = 64;
/** Bytes of a token's projections: int16 × MOST_RANK, and their scale with room to the next cache line. */
export const PROJECTED: usize = <usize>(MOST_RANK * 2 + 64);
/** Bytes of scratch for a tile's projections and the sums of a few tokens; PROJECTED_TOKENS × inputs of int16 lie behind them. */
export const PROJECTED_BYTES: i32 = TILE * <i32>PROJECTED + PROJECTED_TOKENS * MOST_RANK * 4;

/**
 * What an adapter adds to a product: y += scale · B (A x), of integers with 15 bits for A, 14 for x and A x, 13 to 16 for B. Every field has
 * four bytes.
 */
@unmanaged
export class LowRank {
  /** Padded to a multiple of 4; 0: nothing is added. */
  rank: i32;
  /** Inputs, padded to a multiple of 16. */
  columns: i32;
  /** Outputs that exist. */
  rows: i32;
  /** A, int16: groups of eight ranks, the last may have four, each [columns/8][8 or 4][8], zero in the padding. */
  down: usize;
  /** float32 per rank: what its sums are multiplied by. */
  downScales: usize;
  /** B, int16 [rows/4][rank/2][4][2], zero in the padding. */
  up: usize;
  /** float32 per four rows. */
  upScales: usize;
}

/** Where the fields are, in bytes from the struct's address. */
export enum LowRankField {
  rank = offsetof<LowRank>("rank"),
  columns = offsetof<LowRank>("columns"),
  rows = offsetof<LowRank>("rows"),
  down = offsetof<LowRank>("down"),
  downScales = offsetof<LowRank>("downScales"),
  up = offsetof<LowRank>("up"),
  upScales = offsetof<LowRank>("upScales"),
}

/** Most magnitude of B's integers: a sum over `rank` of its products with 14 bits stays inside int32. */
export function mostUp(rank: i32): i32 {
  return min(<i32>i16.MAX_VALUE, i32.MAX_VALUE / (MOST * rank));
}

@inline
export function projectionOf(scratch: usize, token: i32): usize {
  return scratch + <usize>token * PROJECTED;
}
