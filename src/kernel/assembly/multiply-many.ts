import { finish } from "./finish-sums";
import { Linear } from "./linear";
import { check, get128 } from "./memory";
import { End, multiplyTile } from "./tile";

// Many tokens at once. What `tile.ts` multiplies lies in the first-level cache: the weights of eight rows, some columns deep, are widened
// once for all tokens.

/** Rows that are computed side by side. */
export const MANY_ROWS: i32 = 8;
/** Tokens that are. */
const TOKENS: i32 = 4;
/** Columns that are widened at a time: with the inputs of four tokens three quarters of a cache of 32 KB. */
export const MOST_DEPTH: i32 = 1024;
/** Bytes of the sums of four tokens and eight rows. */
const TILE_BYTES: usize = <usize>(MANY_ROWS * TOKENS * 4);

/** Bytes of scratch for products of so many columns at most and so many tokens. */
export function scratchBytes(columns: i32, tokens: i32): i32 {
  return MANY_ROWS * min(MOST_DEPTH, columns) * 2 + tokens * MANY_ROWS * 4;
}

/**
 * As `matmul`, for inputs that lie as [tokens/4][columns/2][4][2]; where tokens are missing from the last four, something lies
 * in their place. `scratch` is for `scratchBytes`.
 */
export function multiplyMany(
  linear: Linear, x: usize, scales: usize, tokens: i32, y: usize, stride: usize, scratch: usize, from: i32, to: i32,
): void {
  const columns = linear.paddedColumns;
  const sums = scratch + <usize>(MANY_ROWS * min(MOST_DEPTH, columns) * 2);
  for (let row = from; row < to; row += MANY_ROWS) {
    const end = sums + <usize>((tokens + TOKENS - 1) / TOKENS) * TILE_BYTES;
    memory.fill(sums, 0, end - sums);
    for (let first = 0; first < columns; first += MOST_DEPTH) {
      const depth = min(MOST_DEPTH, columns - first);
      const weights = linear.weights + <usize>row * <usize>columns + <usize>first * 4;
      widenFour(weights, depth, scratch);
      // Where there are no eight rows any more, the sums of the others are of no meaning and not looked at.
      if (row + 4 < to) widenFour(weights + <usize>columns * 4, depth, scratch + 16);
      let inputs = x + <usize>first * 8;
      for (let tile = sums; tile < end; tile += TILE_BYTES, inputs += <usize>columns * 8) {
        addProducts(scratch, inputs, depth, tile);
      }
    }
    for (let t = 0; t < tokens; t++) {
      const own = sums + <usize>(t / TOKENS) * TILE_BYTES + <usize>(t % TOKENS) * 16;
      const outputs = y + <usize>t * stride;
      finish(linear, row, get128(own), scales + <usize>t * 4, outputs);
      if (row + 4 < to) finish(linear, row + 4, get128(own + TILE_BYTES / 2), scales + <usize>t * 4, outputs);
    }
  }
}

/** Four packed rows, so many columns of them, to int16: two columns of all rows every 32 bytes. */
function widenFour(weights: usize, columns: i32, to: usize): void {
  const end = weights + <usize>columns * 4;
  for (let w = weights, p = to; w < end; w += 64, p += 256) {
    check(w, 64);
    check(p, 16);
    check(p + 224, 16);
    const a = v128.load(w);
    const b = v128.load(w, 16);
    const c = v128.load(w, 32);
    const d = v128.load(w, 48);
    let ab = v128.shuffle<i16>(a, b, 0, 8, 1, 9, 2, 10, 3, 11);
    let cd = v128.shuffle<i16>(c, d, 0, 8, 1, 9, 2, 10, 3, 11);
    widenPairs(p, v128.shuffle<i32>(ab, cd, 0, 4, 1, 5), v128.shuffle<i32>(ab, cd, 2, 6, 3, 7));
    ab = v128.shuffle<i16>(a, b, 4, 12, 5, 13, 6, 14, 7, 15);
    cd = v128.shuffle<i16>(c, d, 4, 12, 5, 13, 6, 14, 7, 15);
    widenPairs(p + 128, v128.shuffle<i32>(ab, cd, 0, 4, 1, 5), v128.shuffle<i32>(ab, cd, 2, 6, 3, 7));
  }
}

@inline
function widenPairs(to: usize, first: v128, second: v128): void {
  v128.store(to, i16x8.extend_low_i8x16_s(first));
  v128.store(to, i16x8.extend_high_i8x16_s(first), 32);
  v128.store(to, i16x8.extend_low_i8x16_s(second), 64);
  v128.store(to, i16x8.extend_high_i8x16_s(second), 96);
}

/** Adds the products of eight rows and four tokens to their sums, int32 [2][4 tokens][4 rows]. */
function addProducts(weights: usize, x: usize, columns: i32, sums: usize): void {
  multiplyTile(End.add, weights, weights + <usize>columns * 16, 32, x, sums, 0, 0, 0);
}
