import { inEights } from "./eight-layout";
import { finish } from "./finish-sums";
import { Linear } from "./linear";
import { eightsBytes } from "./matmul-inputs";
import { get128 } from "./memory";
import { multiplySixteen, SIXTEEN, sixteenScratchBytes } from "./multiply-sixteen";
import { End, multiplyTile } from "./tile";
import { SIXTEEN_COLUMNS, widenFour } from "./widen-four";

// Many tokens at once. What `tile.ts` multiplies lies in the first-level cache: the weights of eight rows, some columns deep, are widened
// once for all tokens, or of 16 rows for those that lie in eights.

/** Rows that are computed side by side. */
export const MANY_ROWS: i32 = 8;
/** Tokens that are. */
const TOKENS: i32 = 4;
/** Columns that are widened at a time: with the inputs of four tokens three quarters of a cache of 32 KB. */
export const MOST_DEPTH: i32 = 1024;
/** Bytes of the widened weights. */
export const WIDENED_BYTES: usize = <usize>(MANY_ROWS * MOST_DEPTH * 2);
/** Bytes of the sums of four tokens and eight rows. */
const TILE_BYTES: usize = <usize>(MANY_ROWS * TOKENS * 4);

/** Bytes of scratch for products of so many tokens. */
export function scratchBytes(tokens: i32): i32 {
  return max(<i32>WIDENED_BYTES + tokens * MANY_ROWS * 4, sixteenScratchBytes(tokens));
}

/**
 * As `matmul`, for inputs that lie as `quantizeMany` leaves them; where tokens are missing from the last four, something lies
 * in their place. `scratch` is for `scratchBytes`.
 */
export function multiplyMany(
  linear: Linear, x: usize, scales: usize, tokens: i32, y: usize, stride: usize, scratch: usize, from: i32, to: i32,
): void {
  const eights = inEights(tokens);
  const left = tokens - eights;
  const others = x + eightsBytes(tokens, linear.paddedColumns);
  const ys = y + <usize>eights * stride;
  for (let row = from; row < to; row += SIXTEEN) {
    const end = min(row + SIXTEEN, to);
    if (eights > 0) multiplySixteen(linear, row, end, x, scales, eights, y, stride, scratch);
    if (left == 0) continue;
    for (let r = row; r < end; r += MANY_ROWS) {
      multiplyRest(linear, r, end, others, scales + <usize>eights * 4, left, ys, stride, scratch);
    }
  }
}

/** Eight rows from `row` on, or as many as there are before `end`, for tokens that lie in no eights. */
function multiplyRest(
  linear: Linear, row: i32, end: i32, x: usize, scales: usize, tokens: i32, y: usize, stride: usize, scratch: usize,
): void {
  const columns = linear.paddedColumns;
  const sums = scratch + WIDENED_BYTES;
  const last = sums + <usize>((tokens + TOKENS - 1) / TOKENS) * TILE_BYTES;
  const both = row + 4 < end;
  memory.fill(sums, 0, last - sums);
  for (let first = 0; first < columns; first += MOST_DEPTH) {
    const depth = min(MOST_DEPTH, columns - first);
    const weights = linear.weights + <usize>row * <usize>columns + <usize>first * 4;
    widenFour(weights, depth >> 4, SIXTEEN_COLUMNS, scratch);
    // Where there are no eight rows any more, the sums of the others are of no meaning and not looked at.
    if (both) widenFour(weights + <usize>columns * 4, depth >> 4, SIXTEEN_COLUMNS, scratch + 16);
    let inputs = x + <usize>first * 8;
    for (let tile = sums; tile < last; tile += TILE_BYTES, inputs += <usize>columns * 8) {
      addProducts(scratch, inputs, depth, tile);
    }
  }
  for (let t = 0; t < tokens; t++) {
    const own = sums + <usize>(t / TOKENS) * TILE_BYTES + <usize>(t % TOKENS) * 16;
    const outputs = y + <usize>t * stride;
    finish(linear, row, get128(own), scales + <usize>t * 4, outputs);
    if (both) finish(linear, row + 4, get128(own + TILE_BYTES / 2), scales + <usize>t * 4, outputs);
  }
}

/** Adds the products of eight rows, `columns` deep, and four tokens to their sums, int32 [2][4 tokens][4 rows]. */
export function addProducts(weights: usize, x: usize, columns: i32, sums: usize): void {
  multiplyTile(End.add, weights, weights + <usize>columns * 16, 32, x, sums, 0, 0, 0);
}
