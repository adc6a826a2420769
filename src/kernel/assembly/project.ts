import { LowRank, MOST_RANK, PROJECTED, PROJECTED_TOKENS, projectionOf } from "./low-rank";
import { check, get, get128, getSplat, put, put128 } from "./memory";
import { projectFour } from "./project-four";
import { projectOne } from "./project-one";
import { bound, inverseScale, largestMagnitude, MOST, quantizeEight } from "./quantize";
import { TILE } from "./sizes";

/**
 * Leaves A x[t] of `count` tokens in the scratch; `x` is float32 [tokens][columns].
 * @param quantized the same as `quantize` leaves it, with its scales, where that is int16 [tokens][columns]; else 0
 * Sums of 64 columns are exact, and these are added in one order, whatever tokens are computed beside them.
 */
export function project(
  term: LowRank, x: usize, count: i32, quantized: usize, scales: usize, scratch: usize,
): void {
  const sums = scratch + <usize>TILE * PROJECTED;
  const room = sums + <usize>(PROJECTED_TOKENS * MOST_RANK * 4);
  const width = <usize>term.columns;
  for (let first = 0; first < count; first += PROJECTED_TOKENS) {
    const tokens = min(PROJECTED_TOKENS, count - first);
    const inputs = quantized != 0 ? quantized + <usize>first * width * 2 : room;
    for (let t = 0; t < tokens; t++) {
      const own = <usize>(first + t);
      const scale = quantized != 0
        ? get<f32>(scales + own * 4)
        : quantizeRow(x + own * width * 4, term.columns, room + <usize>t * width * 2);
      put<f32>(projectionOf(scratch, first + t) + MOST_RANK * 2, scale);
    }
    if (tokens == PROJECTED_TOKENS) projectFour(term, inputs, sums);
    else for (let t = 0; t < tokens; t++) projectOne(term, inputs + <usize>t * width * 2, sums + <usize>(t * MOST_RANK) * 4);
    for (let t = 0; t < tokens; t++) {
      finishProjection(term, sums + <usize>(t * MOST_RANK) * 4, projectionOf(scratch, first + t));
    }
  }
}

/** @returns the step, not finite where an input is not */
@inline
function quantizeRow(from: usize, columns: i32, to: usize): f32 {
  const end = from + <usize>columns * 4;
  const largest = largestMagnitude(from, end);
  const levels = <f32>bound(columns);
  const inverse = inverseScale(largest, levels);
  for (let p = from, q = to; p < end; p += 32, q += 16) put128(q, quantizeEight(get128(p), get128(p + 16), inverse));
  return largest / levels;
}

/** Scales a token's sums, float32, and makes integers of them, whose scale takes the place of the inputs'. */
function finishProjection(term: LowRank, sums: usize, to: usize): void {
  const end = sums + <usize>term.rank * 4;
  const factors = getSplat(to + MOST_RANK * 2);
  for (let p = sums, s = term.downScales; p < end; p += 16, s += 16) {
    put128(p, f32x4.mul(get128(p), f32x4.mul(get128(s), factors)));
  }
  const largest = largestMagnitude(sums, end);
  const inverse = inverseScale(largest, <f32>MOST);
  for (let p = sums, q = to; p < end; p += 16, q += 8) {
    const four = get128(p);
    check(q, 8);
    v128.store_lane<i64>(q, quantizeEight(four, four, inverse), 0);
  }
  put<f32>(to + MOST_RANK * 2, largest / <f32>MOST);
}
