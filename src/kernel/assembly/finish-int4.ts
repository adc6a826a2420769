import { putRows } from "./finish-sums";
import { INT4_ROWS } from "./int4-layout";
import { Linear } from "./linear";
import { get, get128, getSplat, put128 } from "./memory";

/** Multiplies eight sums with the input's scale, adds the bias and writes them, or as many as exist. */
@inline
export function finishEight(linear: Linear, row: i32, low: v128, high: v128, scale: usize, y: usize): void {
  const factor = f32x4.splat(get<f32>(scale));
  putRows(linear, row, f32x4.mul(low, factor), y);
  if (row + 4 < linear.rows) putRows(linear, row + 4, f32x4.mul(high, factor), y);
}

/** The same of some tokens, whose sums lie one behind the other. */
export function finishRows(
  linear: Linear, row: i32, totals: usize, scales: usize, tokens: i32, y: usize, stride: usize,
): void {
  if (row + INT4_ROWS <= linear.rows) {
    finishTokens(linear, row, totals, scales, tokens, y, stride);
    return;
  }
  for (let t: usize = 0; t < <usize>tokens; t++) {
    finishEight(linear, row, get128(totals + t * 32), get128(totals + t * 32 + 16), scales + t * 4, y + t * stride);
  }
}

/** For eight rows that all exist. */
function finishTokens(
  linear: Linear, row: i32, totals: usize, scales: usize, tokens: i32, y: usize, stride: usize,
): void {
  // Negative zero, which leaves every number as it is.
  let low = f32x4.splat(-0.0);
  let high = low;
  if (linear.bias != 0) {
    low = get128(linear.bias + <usize>row * 4);
    high = get128(linear.bias + <usize>row * 4 + 16);
  }
  let to = y + <usize>row * 4;
  for (const end = scales + <usize>tokens * 4; scales < end; scales += 4, totals += 32, to += stride) {
    const factor = getSplat(scales);
    put128(to, f32x4.add(f32x4.mul(get128(totals), factor), low));
    put128(to + 16, f32x4.add(f32x4.mul(get128(totals + 16), factor), high));
  }
}

/** Adds to a token's eight sums those of a block, times their rows' scales. */
@inline
export function addScaled(total: usize, low: v128, high: v128, lowScales: v128, highScales: v128): void {
  put128(total, f32x4.add(get128(total), f32x4.mul(f32x4.convert_i32x4_s(low), lowScales)));
  put128(total + 16, f32x4.add(get128(total + 16), f32x4.mul(f32x4.convert_i32x4_s(high), highScales)));
}
