import type { LowRankTerm } from "../contract/low-rank.ts";
import { countTargets, stepsOfPass, textsOfStep } from "../train/batches.ts";
import { HalvedModel } from "../train/halved-model.ts";
import type { PreparedTexts } from "../train/prepare-texts.ts";
import { perplexityOf } from "../train/perplexity.ts";
import { rateOf } from "../train/schedule.ts";
import type { Learner } from "../train/trainable.ts";
import { type Direction, directionsOf } from "./directions.ts";
import { roundOne, roundToFit, strongest } from "./shrink.ts";
import type { Voice } from "./voice.ts";
import { oneRank, termsOf } from "./voice-terms.ts";
import { fitsIn, writeVoice } from "./write-voice.ts";

/** Times the rate that the whole adapter learned with: less is left to learn with. */
const FASTER = 2;
const CLIP = 1;

/** What computes, with the adapter's factors to be read and replaced. */
export interface SmallLearner extends Learner {
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

/** Thrown between two computations to end it. */
class Stopped extends Error {}

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
 * @throws Refusal as `strongest`
 */
export async function teachSmall(
  model: SmallLearner,
  texts: PreparedTexts,
  options: SmallOptions,
  { onStep, breathe, isStopped }: SmallHooks,
): Promise<SmallResult | undefined> {
  const [state, updates] = [model.save(), model.steps];
  const pause = async () => {
    await breathe();
    if (isStopped()) throw new Stopped();
  };
  try {
    return await teachStrongest(model, texts, options, { onStep, breathe: pause });
  } catch (error) {
    if (error instanceof Stopped) return undefined;
    throw error;
  } finally {
    model.restore(state);
    model.steps = updates;
  }
}

/** Leaves the model with whatever it came to. */
async function teachStrongest(
  model: SmallLearner,
  texts: PreparedTexts,
  { bytes, seed, rate, about }: SmallOptions,
  hooks: Pick<SmallHooks, "onStep" | "breathe">,
): Promise<SmallResult> {
  const judge = async (voice: Voice): Promise<SmallResult> => {
    model.replace(termsOf(voice));
    return { voice, perplexity: await perplexityOf(new HalvedModel(model), texts.heldOut, hooks.breathe) };
  };
  const kept = strongest(model.terms(), bytes, about);
  const bare = await judge({ ...about, directions: kept.map((one) => roundOne(one)) });
  model.replace(termsOfAll(kept));
  await learn(model, texts.training, { seed, rate: FASTER * rate }, hooks);
  const counts = new Map(kept.map(({ module }) => [module, 0]));
  for (const { module } of kept) counts.set(module, (counts.get(module) ?? 0) + 1);
  const learned = model.terms().flatMap((term) => directionsOf(term).slice(0, counts.get(term.module) ?? 0));
  const voice = roundToFit(learned, bytes, about);
  // Values that are no numbers any more have no directions, and the coarsest steps may still be too many bytes.
  const most = Math.max(bytes, writeVoice(bare.voice).length);
  if (learned.length === 0 || !fitsIn(voice, most)) return bare;
  const again = await judge(voice);
  return again.perplexity < bare.perplexity ? again : bare;
}

/** One pass over the texts. */
async function learn(
  learner: Learner,
  training: readonly (readonly number[])[],
  { seed, rate }: Pick<SmallOptions, "seed" | "rate">,
  { onStep, breathe }: Pick<SmallHooks, "onStep" | "breathe">,
): Promise<void> {
  const model = new HalvedModel(learner);
  const steps = stepsOfPass(training.length);
  model.steps = 0;
  for (let step = 0; step < steps; step++) {
    const some = textsOfStep(training, step, seed);
    await model.gather(some, 1 / countTargets(some), breathe);
    model.step({ rate: rateOf(step, steps, rate), clip: CLIP });
    onStep(step + 1, steps);
  }
}

/** A term of rank 1 for each, which the model's room puts side by side. */
function termsOfAll(directions: readonly Direction[]): LowRankTerm[] {
  return directions.map(({ module, input, output }) => oneRank(module, input, output));
}
