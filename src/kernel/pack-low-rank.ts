import type { LowRankTerm } from "../contract/low-rank.ts";
import { padTo } from "./pad-to.ts";

// As `assembly/low-rank.ts` reads them. What is not written stays zero.

/** Columns of A that lie together, and ranks and outputs side by side. */
const [CHUNK, TOGETHER] = [32, 8];

/**
 * Packs A, [rank, inputs], as integers, [inputs/32][rank/8][16][8][2].
 * @param isMixed whether the inputs come in the order of 4-bit weights: of eight 0 4 1 5 2 6 3 7
 * @param to zeros @param scales takes the step of each rank, times the term's scale and the largest magnitude of B's numbers for it
 * @param most magnitude of the integers
 */
export function packDown(
  { a, b, rank, scale }: LowRankTerm,
  inputs: number,
  isMixed: boolean,
  to: Int16Array,
  scales: Float32Array,
  most: number,
): void {
  const largest = largestOfRanks(b, rank);
  const chunk = padTo(rank, TOGETHER) * CHUNK;
  for (let r = 0; r < rank; r++) {
    const own = (r - (r % TOGETHER)) * CHUNK + (r % TOGETHER) * 2;
    const row = a.subarray(r * inputs, (r + 1) * inputs);
    const step = largestOf(row) / most;
    scales[r] = step * scale * (largest[r] ?? 0);
    row.forEach((value, k) => {
      const place = (k % CHUNK) - (k % 8) + (isMixed ? mixedPlace(k % 8) : k % 8);
      to[Math.floor(k / CHUNK) * chunk + own + (place >> 1) * TOGETHER * 2 + (place & 1)] = inSteps(value, step);
    });
  }
}

function mixedPlace(column: number): number {
  return column < 4 ? 2 * column : 2 * column - 7;
}

/**
 * Packs B, [outputs, rank], as integers, [rank/8][outputs/8][4][8][2]: of each rank the largest magnitude becomes `most`.
 * @param to zeros
 */
export function packUp({ b, rank }: LowRankTerm, outputs: number, to: Int16Array, most: number): void {
  const group = padTo(outputs, TOGETHER) * TOGETHER;
  const steps = largestOfRanks(b, rank).map((largest) => largest / most);
  b.forEach((value, i) => {
    const [o, r] = [Math.floor(i / rank), i % rank];
    const first = Math.floor(r / TOGETHER) * group + (o - (o % TOGETHER)) * TOGETHER;
    const place = ((r % TOGETHER) >> 1) * TOGETHER * 2 + (o % TOGETHER) * 2 + (r & 1);
    to[first + place] = inSteps(value, steps[r] ?? 0);
  });
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

function inSteps(value: number, step: number): number {
  return step === 0 ? 0 : Math.round(value / step);
}
