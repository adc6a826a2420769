import { countTargets, stepsOfPass, textsOfStep } from "./batches.ts";
import { perplexityOf } from "./perplexity.ts";
import type { PreparedTexts } from "./prepare-texts.ts";
import { RATES, rateOf, trialSteps, trialTexts } from "./schedule.ts";
import { asCancelled, asStopped, Stopped } from "./stopped.ts";
import type { Trainable } from "./trainable.ts";
import type { Best, Checkpoint, TrainEnd, TrainHooks, TrainOptions, TrainResult } from "./training-run.ts";

const CLIP = 1;
/** Where the texts set aside get worse than the best by this factor, training ends. */
const WORSE = 1.02;

/** Where a trial came to. Without a state it is the model's own. */
type Tried = Omit<Checkpoint, "best" | "before" | "state"> & Partial<Pick<Checkpoint, "state">>;
/** Where a training begins, or was stopped while rates were tried. */
type Begun = Tried & Pick<Checkpoint, "best" | "before"> & { readonly isStopped?: boolean };
/** Where a training goes on. */
type Entered = Pick<Begun, "step" | "rate" | "best" | "before" | "isStopped">;

interface Trial {
  readonly tried: Tried;
  readonly perplexity: number;
  readonly isStopped: boolean;
}

/**
 * Trains until all passes are done, or nothing gets better; leaves the best state in place.
 * @param from where an earlier training was left
 * @throws Refusal `cancelled` where it is stopped before anything was better than the base, and no rate is chosen
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
    const start = await this.#enter(from);
    const { rate, before } = start;
    let { best } = start;
    const keep = (better: Best) => {
      best = better;
    };
    // A trial may have come just to where all texts set aside judge; an earlier training has been judged there.
    const isDue = from === undefined && this.#isHalfPass(start.step);
    const end = start.isStopped ? "stopped" : await this.#goOn(start, isDue, keep).catch(asStopped);
    this.#model.restore(best.state);
    const { step, perplexity: after } = best;
    return { end, rate, step, steps: this.#steps, tokens: this.#tokens, before, after };
  }

  /** Restores what training goes on from. @returns without its state, which would lie in the memory to the end of the training */
  async #enter(from?: Checkpoint): Promise<Entered> {
    const { tokens, state, updates, ...rest } = from ?? (await this.#begin());
    this.#tokens = tokens;
    if (state !== undefined) this.#model.restore(state);
    this.#model.steps = updates;
    this.#failed = 0;
    return rest;
  }

  /** All steps from a checkpoint on. @param keep told of each state that is better than all before */
  async #goOn(from: Entered, isDue: boolean, keep: (best: Best) => void): Promise<TrainEnd> {
    const { rate, before } = from;
    let { step, best } = from;
    const judge = async (): Promise<TrainEnd | undefined> => {
      const perplexity = await this.#evaluate();
      const isBest = perplexity < best.perplexity;
      if (isBest) {
        best = { step, perplexity, state: this.#model.copyValues() };
        keep(best);
      }
      this.#hooks.onEvaluation({ step, perplexity, isBest });
      // A checkpoint does not hold it: a training that goes on from one counts from here, too.
      this.#failed = 0;
      // Before the checkpoint: going on from one never passes the end.
      if (perplexity > best.perplexity * WORSE) return "worse";
      const kept = { updates: this.#model.steps, tokens: this.#tokens, state: this.#model.save() };
      await this.#hooks.onCheckpoint({ step, rate, best, before, ...kept });
      return undefined;
    };
    let end = isDue ? await judge() : undefined;
    while (end === undefined && step < this.#steps) {
      if (!(await this.#step(step, rate, false))) return "not_finite";
      step++;
      if (this.#isHalfPass(step)) end = await judge();
    }
    return end ?? "done";
  }

  /** The untouched base, and the rate, with what the trials that found it came to. */
  async #begin(): Promise<Begun> {
    const state = this.#model.copyValues();
    const before = await this.#evaluate().catch(asCancelled);
    this.#hooks.onEvaluation({ step: 0, perplexity: before, isBest: true });
    const base = { best: { step: 0, perplexity: before, state }, before };
    const { rate } = this.#options;
    if (rate !== undefined) return { ...base, rate, step: 0, updates: 0, tokens: 0, state };
    const { tried, isStopped } = await this.#findRate(state);
    if (!isStopped) return { ...base, ...tried };
    return { before, ...tried, best: await this.#judgeBeginning(tried, before), isStopped };
  }

  /** What was begun when training was stopped. @throws Refusal `cancelled` where it is no better than the base */
  async #judgeBeginning({ step, state }: Tried, before: number): Promise<Best> {
    if (state !== undefined) this.#model.restore(state);
    const { breathe } = this.#hooks;
    const perplexity = step === 0 ? before : await perplexityOf(this.#model, this.#texts.heldOut, breathe);
    if (!(perplexity < before)) throw asCancelled(new Stopped());
    this.#hooks.onEvaluation({ step, perplexity, isBest: true });
    return { step, perplexity, state: this.#model.copyValues() };
  }

  /** Begins with each of two rates. @returns where the one is that foresees texts set aside better: from there it goes on */
  async #findRate(base: Float32Array<ArrayBuffer>): Promise<Trial> {
    const [first, second] = this.#options.rates ?? RATES;
    const one = await this.#try(base, first);
    if (one.isStopped) return one;
    // The state of the second is in the model, and needs no copy.
    const tried = { ...one.tried, state: this.#model.save() };
    const other = await this.#try(base, second);
    // One that was stopped half way has not been judged: the other is known to be whole.
    if (other.isStopped) return { ...one, tried, isStopped: true };
    return other.perplexity < one.perplexity ? other : { ...one, tried };
  }

  async #try(base: Float32Array<ArrayBuffer>, rate: number): Promise<Trial> {
    this.#model.restore(base);
    this.#model.steps = 0;
    this.#tokens = 0;
    this.#failed = 0;
    const steps = trialSteps(this.#perPass);
    let [step, perplexity, isStopped] = [0, Infinity, false];
    try {
      while (step < steps && (await this.#step(step, rate, true))) step++;
      if (step === steps) perplexity = await this.#evaluate(trialTexts(this.#texts.heldOut));
    } catch (error) {
      isStopped = asStopped(error) === "stopped";
    }
    return { tried: { rate, step, updates: this.#model.steps, tokens: this.#tokens }, perplexity, isStopped };
  }

  /** @returns false where training must end: gradients were not finite twice in a row */
  async #step(step: number, rate: number, isTrial: boolean): Promise<boolean> {
    const texts = textsOfStep(this.#texts.training, step, this.#options.seed);
    const count = countTargets(texts);
    const sum = await this.#model.gather(texts, 1 / count, () => this.#breathe());
    const norm = this.#model.step({ rate: rateOf(step, this.#steps, rate), clip: CLIP });
    this.#tokens += count;
    this.#failed = Number.isFinite(norm) ? 0 : this.#failed + 1;
    this.#hooks.onStep({
      step: step + 1,
      steps: this.#steps,
      loss: sum / count,
      tokens: this.#tokens,
      isTrial,
    });
    return this.#failed < 2;
  }

  async #breathe(): Promise<void> {
    await this.#hooks.breathe();
    if (this.#hooks.isStopped()) throw new Stopped();
  }

  #isHalfPass(step: number): boolean {
    const half = Math.ceil(this.#perPass / 2);
    const place = step % this.#perPass;
    return step > 0 && (place === 0 || place === half);
  }

  /** Perplexity of the texts set aside, or of some of them. */
  #evaluate(texts = this.#texts.heldOut): Promise<number> {
    return perplexityOf(this.#model, texts, () => this.#breathe());
  }
}
