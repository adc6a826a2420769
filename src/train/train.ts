import { at } from "../contract/at.ts";
import { countTargets, groupTexts, stepsOfPass, textsOfStep } from "./batches.ts";
import type { PreparedTexts } from "./prepare-texts.ts";
import { rateOf } from "./schedule.ts";
import type { Trainable } from "./trainable.ts";
import type { Checkpoint, TrainEnd, TrainHooks, TrainOptions, TrainResult } from "./training-run.ts";

/** Rates that are tried where none is given: far texts like the larger, near ones the smaller. */
const RATES = [0.0015, 0.006] as const;
/** Share of the first pass that each is tried for. */
const TRIAL = 0.2;
const CLIP = 1;
/** Where the texts set aside get worse than the best by this factor, training ends. */
const WORSE = 1.02;

/**
 * Trains until all passes are done, or nothing gets better; leaves the best state in place.
 * @param from where an earlier training was left
 */
export async function train(
  model: Trainable,
  texts: PreparedTexts,
  options: TrainOptions,
  hooks: TrainHooks,
  from?: Checkpoint,
): Promise<TrainResult> {
  return new Training(model, texts, options, hooks).run(from);
}

class Training {
  readonly #model: Trainable;
  readonly #texts: PreparedTexts;
  readonly #options: TrainOptions;
  readonly #hooks: TrainHooks;
  readonly #steps: number;
  readonly #perPass: number;
  #tokens = 0;
  /** Steps in a row whose gradients were not finite. */
  #failed = 0;

  constructor(model: Trainable, texts: PreparedTexts, options: TrainOptions, hooks: TrainHooks) {
    this.#model = model;
    this.#texts = texts;
    this.#options = options;
    this.#hooks = hooks;
    this.#perPass = stepsOfPass(texts.training.length);
    this.#steps = this.#perPass * options.epochs;
  }

  async run(from?: Checkpoint): Promise<TrainResult> {
    const start = from ?? (await this.#begin());
    const { rate, before } = start;
    this.#tokens = start.tokens;
    this.#model.restore(start.state);
    this.#model.steps = start.updates;
    let best = start.best;
    let end: TrainEnd = "done";
    for (let step = start.step; step < this.#steps; ) {
      if (this.#hooks.isStopped()) end = "stopped";
      else if (!(await this.#step(step, this.#steps, rate))) end = "not_finite";
      if (end !== "done") break;
      step++;
      if (!this.#isHalfPass(step)) continue;
      const perplexity = await this.#evaluate();
      const isBest = perplexity < best.perplexity;
      if (isBest) best = { step, perplexity, state: this.#model.save() };
      this.#hooks.onEvaluation({ step, perplexity, isBest });
      const state = this.#model.save();
      const { steps: updates } = this.#model;
      await this.#hooks.onCheckpoint({ step, updates, rate, tokens: this.#tokens, state, best, before });
      if (perplexity > best.perplexity * WORSE) {
        end = "worse";
        break;
      }
    }
    this.#model.restore(best.state);
    const { step, perplexity: after } = best;
    return { end, rate, step, steps: this.#steps, tokens: this.#tokens, before, after };
  }

  /** The untouched base, and the rate. */
  async #begin(): Promise<Checkpoint> {
    const before = await this.#evaluate();
    this.#hooks.onEvaluation({ step: 0, perplexity: before, isBest: true });
    const state = this.#model.save();
    const rate = this.#options.rate ?? (await this.#findRate(state));
    this.#tokens = 0;
    return { step: 0, updates: 0, rate, tokens: 0, state, best: { step: 0, perplexity: before, state }, before };
  }

  /** Whichever of two foresees the texts set aside better after a fifth of a pass. */
  async #findRate(base: Float32Array<ArrayBuffer>): Promise<number> {
    const steps = Math.max(2, Math.round(TRIAL * this.#perPass));
    const found: { readonly rate: number; readonly perplexity: number }[] = [];
    for (const rate of RATES) {
      this.#model.restore(base);
      this.#model.steps = 0;
      for (let step = 0; step < steps && !this.#hooks.isStopped(); step++) await this.#step(step, steps, rate);
      found.push({ rate, perplexity: await this.#evaluate() });
    }
    const [one, other] = [at(found, 0), at(found, 1)];
    return other.perplexity < one.perplexity ? other.rate : one.rate;
  }

  /** @returns false where training must end: gradients were not finite twice in a row */
  async #step(step: number, steps: number, rate: number): Promise<boolean> {
    const texts = textsOfStep(this.#texts.training, step, this.#options.seed);
    const count = countTargets(texts);
    let sum = 0;
    for (const group of groupTexts(texts, this.#model.tokens)) {
      sum += this.#model.accumulate(group, 1 / count);
      await this.#hooks.breathe();
    }
    const norm = this.#model.step({ rate: rateOf(step, steps, rate), clip: CLIP });
    this.#tokens += count;
    this.#failed = Number.isFinite(norm) ? 0 : this.#failed + 1;
    this.#hooks.onStep({ step: step + 1, steps: this.#steps, loss: sum / count, tokens: this.#tokens });
    return this.#failed < 2;
  }

  #isHalfPass(step: number): boolean {
    const half = Math.ceil(this.#perPass / 2);
    const place = step % this.#perPass;
    return place === 0 || place === half;
  }

  /** Perplexity of the texts set aside; endless where the model foresees nothing any more. */
  async #evaluate(): Promise<number> {
    const { heldOut } = this.#texts;
    let sum = 0;
    for (const group of groupTexts(heldOut, this.#model.tokens)) {
      sum += this.#model.score(group);
      await this.#hooks.breathe();
    }
    const perplexity = Math.exp(sum / countTargets(heldOut));
    return Number.isNaN(perplexity) ? Number.POSITIVE_INFINITY : perplexity;
  }
}
