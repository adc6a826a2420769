import * as buffers from "./buffers";
import { addDot } from "./lanes";
import { Linear, rowBytes } from "./linear";
import { CHUNK, CHUNK_BYTES, LowRank, projectionOf, projectionScale } from "./low-rank";
import { areMany, placeAmongMany } from "./matmul-inputs";
import { check, get, get128, put, put128 } from "./memory";
import { FOUR_INPUTS, INPUTS, levelsOf, STEPS } from "./projected";
import { inverseScale, largestMagnitude, MOST } from "./quantize";
import { quantizeAt } from "./quantize-four";
import { blockStep, inputsPlace } from "./quantize-int4";
import * as thread from "./thread-buffers";

/** A x[t] of one token; see `projectTokens`. */
export function projectOne(term: LowRank, linear: Linear, x: usize, count: i32, t: i32, projected: usize): void {
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
