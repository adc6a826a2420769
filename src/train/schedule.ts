/** Rates that are tried where none is given: far texts like the larger, near ones the smaller. */
export const RATES = [0.0015, 0.006] as const;
/** The same where every weight is trained. */
export const FULL_RATES = [5e-5, 3e-4] as const;
/** Share of the first pass that each is tried for. */
const TRIAL = 0.2;
/** Steps that it takes to tell them apart: as long the rate rises. */
const LEAST_TRIAL = 8;
/** Texts set aside that the trials are judged by: the same for both, so that a few tell them apart. */
const TRIAL_TEXTS = 24;
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

/** Steps for which a rate is tried, the first of the training itself: no more than half a pass, where all texts set aside judge. */
export function trialSteps(perPass: number): number {
  return Math.min(Math.ceil(perPass / 2), Math.max(LEAST_TRIAL, Math.round(TRIAL * perPass)));
}

/** Those of the texts set aside that judge the trials. */
export function trialTexts<T>(heldOut: readonly T[]): readonly T[] {
  return heldOut.slice(0, TRIAL_TEXTS);
}
