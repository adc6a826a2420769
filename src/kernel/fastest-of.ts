import { at } from "../contract/at.ts";

import { isCoarse, LONG_ENOUGH_MS } from "../contract/coarse-clock.ts";

/** Runs in one go at most: work that is too quick to be told apart by then need not be. */
const MOST_RUNS = 64;

/**
 * Times pieces of work side by side, in turns, so that a slow moment of the machine meets all. Where the clock
 * proves to be a coarse one, each piece is done in one go as often as it takes until 20 ms are over.
 * @returns of each its fastest run, in milliseconds
 */
export async function fastestOf(
  works: readonly (() => Promise<unknown>)[],
  now: () => number,
  rounds: number,
): Promise<readonly number[]> {
  const readings: number[] = [];
  const timeOf = async (work: () => Promise<unknown>, runs: number): Promise<number> => {
    const start = now();
    for (let run = 0; run < runs; run++) await work();
    const end = now();
    readings.push(start, end);
    return (end - start) / runs;
  };
  const fastest = works.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < rounds; round++) {
    for (const [i, work] of works.entries()) fastest[i] = Math.min(at(fastest, i), await timeOf(work, 1));
  }
  let least = Math.min(...fastest);
  if (!isCoarse(readings, least)) return fastest;
  for (let runs = 1; least * runs < LONG_ENOUGH_MS && runs < MOST_RUNS; ) {
    runs = Math.min(MOST_RUNS, Math.max(2 * runs, Math.ceil(LONG_ENOUGH_MS / Math.max(least, 1))));
    for (const [i, work] of works.entries()) fastest[i] = await timeOf(work, runs);
    least = Math.min(...fastest);
  }
  return fastest;
}
