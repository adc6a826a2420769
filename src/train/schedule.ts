/** Rates that are tried where none is given: far texts like the larger, near ones the smaller. */
export const RATES = [0.0015, 0.006] as const;
/** Share of the first pass that each is tried for. */
export const TRIAL = 0.2;
/** Steps in which the rate rises from 0. */
const WARM_UP = 8;
/** Share of the rate that is left at the end. */
const FLOOR = 0.1;

/** The rate of a step, from 0 on, of `steps`: it rises for a few steps, then falls evenly to a tenth. */
export function rateOf(step: number, steps: number, rate: number): number {
  const warmUp = Math.min(WARM_UP, Math.floor(steps / 4));
  if (step < warmUp) return (rate * (step + 1)) / (warmUp + 1);
  const done = (step - warmUp) / Math.max(1, steps - 1 - warmUp);
  return rate * (1 - (1 - FLOOR) * done);
}
