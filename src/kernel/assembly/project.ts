import * as buffers from "./buffers";
import { copyFour, EIGHT, FACTOR_BYTES, factorBytes, HALF_BYTES, inEights } from "./eight-layout";
import { addDot, spreadLane } from "./lanes";
import { Linear, rowBytes } from "./linear";
import { CHUNK, CHUNK_BYTES, isInFour, LowRank, MOST_UP, PROJECTED_TOKENS, projectionOf, projectionScale } from "./low-rank";
import { areMany, placeAmongMany } from "./matmul-inputs";
import { check, get, get128, getSplat, put, put128 } from "./memory";
import { bound, inverseScale, largestMagnitude, MOST } from "./quantize";
import { pairColumns } from "./pair-columns";
import { inverseScales, largestOfFour, putFourRows, quantizeAt } from "./quantize-four";
import { blockStep, inputsPlace } from "./quantize-int4";
import * as thread from "./thread-buffers";
import { End, multiplyTile } from "./tile";

/** Bytes of a chunk's inputs, of one token. */
const INPUTS: usize = <usize>(CHUNK * 2);
/** Of four tokens, side by side. */
const FOUR_INPUTS: usize = INPUTS * <usize>PROJECTED_TOKENS;
/** Steps of the largest number of A x, times those of B's largest. */
const STEPS: f32 = <f32>MOST * <f32>MOST_UP;

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

function projectOne(term: LowRank, linear: Linear, x: usize, count: i32, t: i32, projected: usize): void {
  const chunk = thread.int4Scratch;
  const sums = chunk + FOUR_INPUTS;
  for (let p = sums, end = sums + <usize>term.rank * 4; p < end; p += 16) put128(p, f32x4.splat(0));
  const width = <usize>linear.paddedColumns;
  const token = <usize>t;
  const chunks = <usize>term.chunks;
  const scale = projectionScale(projected, t);
  put<f32>(scale, get<f32>(buffers.quantizedScales + token * 4));
  if (RELAXED) {
    const row = x + token * rowBytes(linear.paddedColumns);
    const largest = largestMagnitude(row, row + width * 4);
    const levels = levelsOf(linear);
    const inverse = inverseScale(largest, levels);
    put<f32>(scale, largest / levels);
    for (let c: usize = 0; c < chunks; c++) {
      const bytes = min(<usize>CHUNK, width - c * CHUNK) * 2;
      const from = row + c * CHUNK * 4;
      for (let i: usize = 0; i < bytes; i += 16) put128(chunk + i, quantizeAt(from + i * 2, inverse));
      projectAlone(4, term, c, c + 1, chunk, 0, sums);
    }
  } else if (linear.int4) {
    const own = buffers.quantized + inputsPlace(t, count);
    projectAlone(4, term, 0, chunks, own, blockStep(count), sums);
  } else if (areMany(count)) {
    const own = buffers.quantized + placeAmongMany(t, count, linear.paddedColumns);
    projectAlone(16, term, 0, chunks, own, FOUR_INPUTS, sums);
  } else {
    const own = buffers.quantized + token * width * 2;
    projectAlone(4, term, 0, chunks, own, INPUTS, sums);
  }
  finishOne(term, sums, projectionOf(projected, t), scale);
}

/**
 * Adds the products of one token with chunks `from` … `to` to its sums. Its inputs of the first lie at `x`, and of each that follows `next`
 * bytes further.
 * @param step bytes from two columns to the next two, a constant
 */
@inline
function projectAlone(step: usize, term: LowRank, from: usize, to: usize, x: usize, next: usize, sums: usize): void {
  const bytes = <usize>term.rank * <usize>CHUNK * 2;
  const last = sums + <usize>term.rank * 4;
  for (let first = term.down, scales = term.downScales; sums < last; first += CHUNK_BYTES, scales += 32, sums += 32) {
    const lowScales = get128(scales);
    const highScales = get128(scales + 16);
    let low = get128(sums);
    let high = get128(sums + 16);
    let inputs = x;
    for (let chunk = first + from * bytes, end = first + to * bytes; chunk < end; chunk += bytes, inputs += next) {
      let a = i32x4.splat(0);
      let b = a;
      let c = a;
      let d = a;
      for (let w = chunk, p = inputs, done = chunk + CHUNK_BYTES; w < done; w += 64, p += 2 * step) {
        check(w, 64);
        check(p, step + 4);
        let v = v128.load_splat<i32>(p);
        a = addDot(a, v128.load(w), v);
        b = addDot(b, v128.load(w, 16), v);
        v = v128.load_splat<i32>(p + step);
        c = addDot(c, v128.load(w, 32), v);
        d = addDot(d, v128.load(w, 48), v);
      }
      low = f32x4.add(low, f32x4.mul(f32x4.convert_i32x4_s(i32x4.add(a, c)), lowScales));
      high = f32x4.add(high, f32x4.mul(f32x4.convert_i32x4_s(i32x4.add(b, d)), highScales));
    }
    put128(sums, low);
    put128(sums + 16, high);
  }
}

@inline
function finishOne(term: LowRank, sums: usize, to: usize, scale: usize): void {
  const end = sums + <usize>term.rank * 4;
  const largest = largestMagnitude(sums, end);
  const inverse = inverseScale(largest, <f32>MOST);
  for (let p = sums; p < end; p += 32, to += 16) put128(to, quantizeAt(p, inverse));
  put<f32>(scale, get<f32>(scale) * (largest / STEPS));
}

/** Steps of the inputs' largest magnitude, as the other build has them. */
@inline
function levelsOf(linear: Linear): f32 {
  return <f32>(linear.int4 ? MOST : bound(linear.paddedColumns));
}
