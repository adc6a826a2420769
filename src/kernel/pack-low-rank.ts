import type { LowRankTerm } from "../contract/low-rank.ts";
import { padTo } from "./pad-to.ts";

// As `assembly/low-rank.ts` reads them. What is not written stays zero.

/**
 * Packs A, [rank, inputs], as integers: groups of eight ranks, the last of eight or four, each [columns/8][8 or 4][8].
 * @param to zeros @param scales takes the step of each rank, times the term's scale and the largest magnitude of B's numbers for it
 * @param most magnitude of the integers
 */
export function packDown(
  { a, b, rank, scale }: LowRankTerm,
  inputs: number,
  to: Int16Array,
  scales: Float32Array,
  most: number,
): void {
  const columns = padTo(inputs, 16);
  const largest = largestOfRanks(b, rank);
  const padded = padTo(rank, 4);
  for (let r = 0; r < rank; r++) {
    const group = r & ~7;
    const ranks = Math.min(8, padded - group);
    const start = group * columns + (r - group) * 8;
    const row = a.subarray(r * inputs, (r + 1) * inputs);
    const step = largestOf(row) / most;
    scales[r] = step * scale * (largest[r] ?? 0);
    row.forEach((value, k) => {
      to[start + (k >> 3) * ranks * 8 + (k & 7)] = inSteps(value, step);
    });
  }
}

/**
 * Packs B, [outputs, rank], as integers, [outputs/4][rank/2][4][2], each rank's numbers divided by the largest magnitude of them.
 * @param to zeros @param scales takes the step of each four outputs @param most magnitude of the integers
 */
export function packUp(
  { b, rank }: LowRankTerm,
  outputs: number,
  to: Int16Array,
  scales: Float32Array,
  most: number,
): void {
  const padded = padTo(rank, 4);
  const largest = largestOfRanks(b, rank);
  for (let first = 0; first < outputs; first += 4) {
    const four = b.subarray(first * rank, (first + 4) * rank).map((value, i) => inUnits(value, largest[i % rank] ?? 0));
    const step = largestOf(four) / most;
    scales[first / 4] = step;
    four.forEach((value, i) => {
      const [o, r] = [Math.floor(i / rank), i % rank];
      to[first * padded + (r >> 1) * 8 + o * 2 + (r & 1)] = inSteps(value, step);
    });
  }
}

/** The largest magnitude of each column of B, [outputs, rank]. */
function largestOfRanks(b: Float32Array, rank: number): Float64Array {
  const largest = new Float64Array(rank);
  b.forEach((value, i) => {
    const r = i % rank;
    largest[r] = Math.max(largest[r] ?? 0, Math.abs(value));
  });
  return largest;
}

function largestOf(values: Float32Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

function inUnits(value: number, largest: number): number {
  return largest === 0 ? 0 : value / largest;
}

function inSteps(value: number, step: number): number {
  return step === 0 ? 0 : Math.round(value / step);
}
