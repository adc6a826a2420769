import { EIGHT, EIGHT_BYTES, FACTOR_BYTES, HALF_BYTES } from "./eight-layout";
import { makeOperands, OPERAND, OPERANDS } from "./eight-operands";
import { finishRows } from "./finish-int4";
import { BLOCK_BYTES, BLOCK_SCALES, blockAddress, blocksOf, INT4_ROWS } from "./int4-layout";
import { Linear } from "./linear";
import { KEPT_SUMS, multiplySeven } from "./strassen";

/** Rows side by side. */
export const EIGHT_ROWS: i32 = 2 * INT4_ROWS;

/** Bytes of scratch for so many tokens, with their sums, float32 [2][tokens][8]. */
@inline
export function eightsScratchBytes(tokens: i32): i32 {
  return <i32>(OPERANDS + KEPT_SUMS) + tokens * EIGHT_ROWS * 4;
}

/**
 * Rows `row` … `end`, 16 or the last eight, for the first `eights` tokens, a multiple of eight, whose inputs lie as `eight-layout.ts`
 * says, a block every `step` bytes; the rest is as in `matmulInt4`. Sums of a block are exact integers however they come about: a token's
 * result is what it is alone.
 */
export function multiplyEights(
  linear: Linear, row: i32, end: i32, x: usize, step: usize, scales: usize, eights: i32, y: usize, stride: usize, scratch: usize,
): void {
  const totals = scratch + OPERANDS + KEPT_SUMS;
  const bytes = <usize>eights * 32;
  const next = row + INT4_ROWS;
  memory.fill(totals, 0, 2 * bytes);
  // Where eight rows are left they are taken twice.
  multiplyRows(linear, row, next < end ? next : row, x, step, eights, totals, scratch);
  finishRows(linear, row, totals, scales, eights, y, stride);
  if (next < end) finishRows(linear, next, totals + bytes, scales, eights, y, stride);
}

/** Adds the products of twice eight rows to the sums. */
function multiplyRows(
  linear: Linear, row: i32, other: i32, x: usize, step: usize, eights: i32, totals: usize, scratch: usize,
): void {
  const blocks = blocksOf(linear.columns);
  const bytes = <usize>eights * 32;
  let w = blockAddress(linear, row, 0);
  const more = blockAddress(linear, other, 0) - w;
  for (let b = 0; b < blocks; b++, w += BLOCK_BYTES, x += step) {
    makeOperands(w, w + more, scratch);
    let inputs = x;
    for (let t = totals, end = totals + bytes; t < end; t += <usize>EIGHT * 32, inputs += EIGHT_BYTES) {
      multiplyEight(scratch, inputs, w + BLOCK_SCALES, w + more + BLOCK_SCALES, t, t + bytes);
    }
  }
}

/** Adds the products of 16 rows and eight tokens to their totals, float32 [4 tokens][8 rows] twice in `to` and twice in `more`. */
function multiplyEight(w: usize, x: usize, scales: usize, moreScales: usize, to: usize, more: usize): void {
  multiplySeven(true, w, OPERAND, x, FACTOR_BYTES - HALF_BYTES, scales, moreScales, to, more, w + OPERANDS);
}
