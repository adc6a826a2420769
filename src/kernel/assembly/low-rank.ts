import { TILE } from "./sizes";

/** Highest rank of a {@link LowRank}: PEFT's examples go from 4 to 64. */
export const MOST_RANK: i32 = 64;
/** Ranks side by side. */
export const RANKS: i32 = 8;
/** Tokens that are projected side by side. */
export const PROJECTED_TOKENS: i32 = 4;
/** Columns whose products are added up as an integer: a block of 4-bit weights. */
export const CHUNK: i32 = 32;
/** Most magnitude of A's integers: with inputs of 14 bits a sum over {@link CHUNK} columns is below 2^31. */
export const MOST_DOWN: i32 = 8191;
/** Most magnitude of B's integers, and the steps of each rank's largest: a sum over {@link RANKS} of its products with 14 bits is below 2^31. */
export const MOST_UP: i32 = 32_767;
/** Bytes of a chunk of A for eight ranks. */
export const CHUNK_BYTES: usize = <usize>(CHUNK * RANKS * 2);
/** Bytes of what is projected of a token: int16 for each rank. */
const PROJECTED: usize = <usize>(MOST_RANK * 2);
/** Bytes of what is projected of a tile, and of its scales. */
export const PROJECTED_BYTES: i32 = TILE * <i32>PROJECTED + TILE * 4;
/** Bytes of a thread's scratch for a chunk of four tokens' inputs and for their sums. */
export const PROJECTION_SCRATCH: i32 = PROJECTED_TOKENS * (CHUNK * 2 + MOST_RANK * 4);

/**
 * What an adapter adds to a product: y += scale · B (A x), of integers with 14 bits for A, x and A x, and 16 for B, each rank's
 * as large as they may be. Every field has four bytes.
 */
@unmanaged
export class LowRank {
  /** Padded to a multiple of 8; 0: nothing is added. */
  rank: i32;
  /** Chunks of inputs, the last one filled up. */
  chunks: i32;
  /** Outputs that exist. */
  rows: i32;
  /** A, int16 [chunks][rank/8][CHUNK/2][8][2], the columns of a chunk as the inputs have them; zero in the padding. */
  down: usize;
  /** float32 per rank: what its sums are multiplied by. */
  downScales: usize;
  /** B, int16 [rank/8][rows/8][4][8][2], zero in the padding. */
  up: usize;
  /** A of the product that comes next, and its bytes. */
  next: usize;
  nextBytes: usize;
}

/** Where the fields are, in bytes from the struct's address. */
export enum LowRankField {
  rank = offsetof<LowRank>("rank"),
  chunks = offsetof<LowRank>("chunks"),
  rows = offsetof<LowRank>("rows"),
  down = offsetof<LowRank>("down"),
  downScales = offsetof<LowRank>("downScales"),
  up = offsetof<LowRank>("up"),
  next = offsetof<LowRank>("next"),
  nextBytes = offsetof<LowRank>("nextBytes"),
}

/** Whether a tile's token, of `count`, is projected together with three others. */
@inline
export function isInFour(token: i32, count: i32): bool {
  return token < (count & ~(PROJECTED_TOKENS - 1));
}

/** Where what is projected of a token lies, int16 [rank]. */
@inline
export function projectionOf(projected: usize, token: i32): usize {
  return projected + <usize>token * PROJECTED;
}

/** float32: the worth of one step of it. */
@inline
export function projectionScale(projected: usize, token: i32): usize {
  return projected + <usize>TILE * PROJECTED + <usize>token * 4;
}
