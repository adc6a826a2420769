import type { LowRankTerm } from "../contract/low-rank.ts";
import { countTargets, groupTexts, stepsOfPass, textsOfStep } from "../train/batches.ts";
import type { PreparedTexts } from "../train/prepare-texts.ts";
import { perplexityOf } from "../train/perplexity.ts";
import { rateOf } from "../train/schedule.ts";
import type { Trainable } from "../train/trainable.ts";
import { type Direction, directionsOf } from "./directions.ts";
import { roundOne, roundToFit, strongest } from "./shrink.ts";
import type { Voice } from "./voice.ts";
import { termsOf } from "./voice-terms.ts";

/** Times the rate that the whole adapter learned with: less is left to learn with. */
const FASTER = 2;
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

/** What a voice is made of, beside the adapter. */
interface SmallOptions {
  /** Of the file. */
  readonly bytes: number;
  readonly seed: number;
  /** That the whole adapter learned with. */
  readonly rate: number;
  readonly about: Omit<Voice, "directions">;
}

/** A voice, and how well it foresees the texts set aside. */
export interface SmallResult {
  readonly voice: Voice;
  readonly perplexity: number;
}

/**
 * The trained adapter as a voice of at most so many bytes: its strongest directions learn the texts once more, in place of those that are
 * gone, and are rounded; where the texts set aside say that this made it worse, they are as they were. Leaves the model with the adapter that
 * it had.
 * @returns undefined where it was stopped
 */
export async function teachSmall(
  model: SmallTrainable,
  texts: PreparedTexts,
  { bytes, seed, rate, about }: SmallOptions,
  hooks: SmallHooks,
): Promise<SmallResult | undefined> {
  const [state, updates] = [model.save(), model.steps];
  try {
    const kept = strongest(model.terms(), bytes, about);
    const bare = judge(model, texts, { ...about, directions: kept.map((one) => roundOne(one)) });
    model.replace(termsOfAll(kept));
    if (!(await learn(model, texts.training, { seed, rate: FASTER * rate }, hooks))) return undefined;
    const counts = new Map(kept.map(({ module }) => [module, 0]));
    for (const { module } of kept) counts.set(module, (counts.get(module) ?? 0) + 1);
    const learned = model.terms().flatMap((term) => directionsOf(term).slice(0, counts.get(term.module) ?? 0));
    const again = judge(model, texts, roundToFit(learned, bytes, about));
    return again.perplexity < bare.perplexity ? again : bare;
  } finally {
    model.restore(state);
    model.steps = updates;
  }
}

function judge(model: SmallTrainable, texts: PreparedTexts, voice: Voice): SmallResult {
  model.replace(termsOf(voice));
  return { voice, perplexity: perplexityOf(model, texts.heldOut) };
}

/** One pass over the texts. @returns false where it was stopped */
async function learn(
  model: Trainable,
  training: readonly (readonly number[])[],
  { seed, rate }: Pick<SmallOptions, "seed" | "rate">,
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
    model.step({ rate: rateOf(step, steps, rate), clip: CLIP });
    onStep(step + 1, steps);
  }
  return true;
}

/** A term of rank 1 for each, which the model's room puts side by side. */
function termsOfAll(directions: readonly Direction[]): LowRankTerm[] {
  return directions.map(({ module, input, output }) => ({ module, rank: 1, scale: 1, a: input, b: output }));
}
