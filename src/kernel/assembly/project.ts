import * as buffers from "./buffers";
import { copyFour, EIGHT, FACTOR_BYTES, factorBytes, HALF_BYTES, inEights } from "./eight-layout";
import { spreadLane } from "./lanes";
import { Linear, rowBytes } from "./linear";
import { CHUNK, CHUNK_BYTES, isInFour, LowRank, PROJECTED_TOKENS, projectionOf, projectionScale } from "./low-rank";
import { areMany, placeAmongMany } from "./matmul-inputs";
import { get128, put128 } from "./memory";
import { pairColumns } from "./pair-columns";
import { projectOne } from "./project-one";
import { FOUR_INPUTS, levelsOf, STEPS } from "./projected";
import { MOST } from "./quantize";
import { inverseScales, largestOfFour, putFourRows, quantizeAt } from "./quantize-four";
import { blockStep, inputsPlace } from "./quantize-int4";
import * as thread from "./thread-buffers";
import { End, multiplyTile } from "./tile";

/**
 * Leaves A x[t] of the tile's tokens `from` … `to` of `count` in `projected`: of the integers that `quantizeTokens` has made of them for the
 * product of `linear`, or in the relaxed build, where they are in halves, of the float32 inputs `x` once more.
 * Sums of a chunk are exact, and these are added in one order, whatever tokens are computed beside them.
 */
export function projectTokens(
  term: LowRank, linear: Linear, x: usize, count: i32, from: i32, to: i32, projected: usize,
): void {
  for (let t = from; t < to; ) {
    if (isInFour(t, count)) {
      projectFour(term, linear, x, count, t, projected);
      t += PROJECTED_TOKENS;
    } else {
      projectOne(term, linear, x, count, t, projected);
      t++;
    }
  }
}

function projectFour(term: LowRank, linear: Linear, x: usize, count: i32, t: i32, projected: usize): void {
  const chunk = thread.int4Scratch;
  const sums = chunk + FOUR_INPUTS;
  memory.fill(sums, 0, <usize>(term.rank * PROJECTED_TOKENS * 4));
  const width = <usize>linear.paddedColumns;
  const scales = buffers.quantizedScales + <usize>t * 4;
  if (RELAXED) {
    const stride = rowBytes(linear.paddedColumns);
    const rows = x + <usize>t * stride;
    const largest = largestOfFour(rows, stride, width * 4);
    const levels = levelsOf(linear);
    const inverses = inverseScales(largest, levels);
    put128(projectionScale(projected, t), f32x4.div(largest, f32x4.splat(levels)));
    for (let c: usize = 0; c < <usize>term.chunks; c++) {
      const columns = min(<usize>CHUNK, width - c * CHUNK);
      putFourRows(chunk, 16, rows + c * CHUNK * 4, stride, columns * 4, inverses);
      projectChunk(End.project, term, c, chunk, sums);
    }
  } else {
    put128(projectionScale(projected, t), get128(scales));
    projectInputs(term, linear, count, <usize>t, chunk, sums);
  }
  finishFour(term, sums, projected, t);
}

/** The inputs lie in one of the ways of `quantizeTokens`. */
@inline
function projectInputs(term: LowRank, linear: Linear, count: i32, t: usize, chunk: usize, sums: usize): void {
  const chunks = <usize>term.chunks;
  const inputs = buffers.quantized + t * <usize>linear.paddedColumns * 2;
  if (linear.int4) {
    projectInt4(term, count, <i32>t, chunk, sums);
  } else if (areMany(count)) {
    projectMany(term, linear.paddedColumns, count, <i32>t, chunk, sums);
  } else {
    for (let c: usize = 0; c < chunks; c++) {
      pairColumns(inputs + c * FOUR_INPUTS, chunk, FOUR_INPUTS);
      projectChunk(End.project, term, c, chunk, sums);
    }
  }
}

/** Those of eights are brought together first. */
function projectMany(term: LowRank, columns: i32, count: i32, t: i32, chunk: usize, sums: usize): void {
  const isEight = t < inEights(count);
  const first = isEight ? t & ~(EIGHT - 1) : t;
  const own = buffers.quantized + placeAmongMany(first, count, columns);
  for (let c: usize = 0; c < <usize>term.chunks; c++) {
    if (isEight) copyFour(own + c * FACTOR_BYTES, factorBytes(columns), t > first, chunk, FACTOR_BYTES);
    projectChunk(End.project, term, c, isEight ? chunk : own + c * FOUR_INPUTS, sums);
  }
}

/** The same for weights of 4 bits. */
function projectInt4(term: LowRank, count: i32, t: i32, chunk: usize, sums: usize): void {
  const step = blockStep(count);
  const isEight = t < inEights(count);
  const first = t & ~(EIGHT - 1);
  let own = buffers.quantized + inputsPlace(isEight ? first : t, count);
  for (let c: usize = 0; c < <usize>term.chunks; c++, own += step) {
    if (isEight) copyFour(own, FACTOR_BYTES, t > first, chunk, HALF_BYTES);
    projectChunk(End.projectBlock, term, c, isEight ? chunk : own, sums);
  }
}

/** Adds a chunk's products to the sums, float32 [rank/8][4 tokens][8]. */
@inline
function projectChunk(end: End, term: LowRank, chunk: usize, x: usize, sums: usize): void {
  const bytes = <usize>term.rank * <usize>CHUNK * 2;
  const first = term.down + chunk * bytes;
  let scales = term.downScales;
  for (let w = first; w < first + bytes; w += CHUNK_BYTES, sums += 128, scales += 32) {
    multiplyTile(end, w, w + CHUNK_BYTES, 32, x, sums, 32, scales, 0);
  }
}

/** Makes integers of four tokens' sums, and of their inputs' scales those of the integers. */
@inline
function finishFour(term: LowRank, sums: usize, projected: usize, t: i32): void {
  const end = sums + <usize>term.rank * 16;
  let largest = i32x4.splat(0);
  for (let p = sums; p < end; p += 128) largest = i32x4.max_s(largest, largestOfFour(p, 32, 32));
  const inverses = inverseScales(largest, <f32>MOST);
  putRanks(term, sums, projectionOf(projected, t), spreadLane(inverses, 0));
  putRanks(term, sums + 32, projectionOf(projected, t + 1), spreadLane(inverses, 1));
  putRanks(term, sums + 64, projectionOf(projected, t + 2), spreadLane(inverses, 2));
  putRanks(term, sums + 96, projectionOf(projected, t + 3), spreadLane(inverses, 3));
  const scales = projectionScale(projected, t);
  put128(scales, f32x4.mul(get128(scales), f32x4.div(largest, f32x4.splat(STEPS))));
}

@inline
function putRanks(term: LowRank, sums: usize, to: usize, inverse: v128): void {
  for (const end = to + <usize>term.rank * 2; to < end; to += 16, sums += 128) put128(to, quantizeAt(sums, inverse));
}
