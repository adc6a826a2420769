import { countTargets, stepsOfPass } from "./batches.ts";
import type { PreparedTexts } from "./prepare-texts.ts";
import { RATES, trialSteps, trialTexts } from "./schedule.ts";
import type { Checkpoint, TrainOptions } from "./training-run.ts";

/** What a token that is trained on counts, and one that is scored, in {@link workOf}: going back takes twice as long as going forward. */
export const WORK = { trained: 3, scored: 1 } as const;

/** What a training takes at most, for a bar: tokens, by what is done with them ({@link WORK}). */
export function workOf(texts: PreparedTexts, { epochs, rate }: TrainOptions, from?: Checkpoint): number {
  const pass = WORK.trained * countTargets(texts.training);
  const judgement = WORK.scored * countTargets(texts.heldOut);
  const whole = epochs * (pass + 2 * judgement);
  if (from !== undefined) return whole * (1 - from.step / (epochs * stepsOfPass(texts.training.length)));
  return judgement + whole + (rate === undefined ? workOfTrials(texts) : 0);
}

/** One of them is the beginning of the training itself. */
function workOfTrials({ training, heldOut }: PreparedTexts): number {
  const perPass = stepsOfPass(training.length);
  const tried = (WORK.trained * countTargets(training) * trialSteps(perPass)) / perPass;
  return (RATES.length - 1) * tried + RATES.length * WORK.scored * countTargets(trialTexts(heldOut));
}
