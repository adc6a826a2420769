import type { LowRankTerm } from "../contract/low-rank.ts";
import { countTargets, groupTexts, stepsOfPass, textsOfStep } from "../train/batches.ts";
import type { PreparedTexts } from "../train/prepare-texts.ts";
import { rateOf } from "../train/schedule.ts";
import type { Trainable } from "../train/trainable.ts";
import { type Direction, directionsOf } from "./directions.ts";
import { roundOne, strongest } from "./shrink.ts";
import type { Voice } from "./voice.ts";

/** Large, since little is left to be learned with: a rate of 0.003 keeps 5 % less of a style. */
const RATE = 0.01;
const CLIP = 1;

/** What computes, with the adapter's factors to be read and replaced. */
export interface SmallTrainable extends Trainable {
  terms(): readonly LowRankTerm[];
  /** Puts these in the place of all that was learned; a matrix that they do not name gets nothing, and its factors stay nothing. */
  replace(terms: readonly LowRankTerm[]): void;
}

/** How it is told, and stopped. */
export interface SmallHooks {
  onStep(step: number, steps: number): void;
  /** Awaited between computations. */
  breathe(): Promise<void>;
  isStopped(): boolean;
}

/**
 * The trained adapter as a voice of at most so many bytes: its strongest directions learn the texts once more, in place of those that are
 * gone, and are rounded. Leaves the model with the adapter that it had.
 * @returns undefined where it was stopped
 */
export async function teachSmall(
  model: SmallTrainable,
  texts: PreparedTexts,
  { bytes, seed, about }: { readonly bytes: number; readonly seed: number; readonly about: Omit<Voice, "directions"> },
  hooks: SmallHooks,
): Promise<Voice | undefined> {
  const [state, updates] = [model.save(), model.steps];
  try {
    const kept = strongest(model.terms(), bytes, about);
    model.replace(termsOf(kept));
    if (!(await learn(model, texts.training, seed, hooks))) return undefined;
    const counts = new Map(kept.map(({ module }) => [module, 0]));
    for (const { module } of kept) counts.set(module, (counts.get(module) ?? 0) + 1);
    const learned = model.terms().flatMap((term) => directionsOf(term).slice(0, counts.get(term.module) ?? 0));
    return { ...about, directions: learned.map(roundOne) };
  } finally {
    model.restore(state);
    model.steps = updates;
  }
}

/** One pass over the texts. @returns false where it was stopped */
async function learn(
  model: Trainable,
  training: readonly (readonly number[])[],
  seed: number,
  { onStep, breathe, isStopped }: SmallHooks,
): Promise<boolean> {
  const steps = stepsOfPass(training.length);
  model.steps = 0;
  for (let step = 0; step < steps; step++) {
    const some = textsOfStep(training, step, seed);
    for (const group of groupTexts(some, model.tokens)) {
      await breathe();
      if (isStopped()) return false;
      model.accumulate(group, 1 / countTargets(some));
    }
    model.step({ rate: rateOf(step, steps, RATE), clip: CLIP });
    onStep(step + 1, steps);
  }
  return true;
}

/** A term of rank 1 for each, which the model's room puts side by side. */
function termsOf(directions: readonly Direction[]): LowRankTerm[] {
  return directions.map(({ module, input, output }) => ({ module, rank: 1, scale: 1, a: input, b: output }));
}
