import type { Adam, StepOptions } from "./adam.ts";
import type { TextPass } from "./text-pass.ts";
import type { TrainedFloats } from "./trained-floats.ts";

type Texts = readonly (readonly number[])[];

/** Passes over texts, and steps of what they train. */
export class TrainedPass {
  /** Most tokens of one pass. */
  readonly tokens: number;
  readonly #trained: TrainedFloats;
  readonly #texts: TextPass;
  readonly #adam: Adam;

  constructor(tokens: number, trained: TrainedFloats, texts: TextPass, adam: Adam) {
    this.tokens = tokens;
    this.#trained = trained;
    this.#texts = texts;
    this.#adam = adam;
  }

  /** Steps of Adam so far. */
  get steps(): number {
    return this.#adam.steps;
  }

  set steps(steps: number) {
    this.#adam.steps = steps;
  }

  /** Σ -log p of each text; see {@link TextPass.score}. */
  score(texts: Texts): number[] {
    return this.#texts.score(texts);
  }

  /** Gathers gradients of what is trained; see {@link TextPass.accumulate}. */
  accumulate(texts: Texts, weight: number): number[] {
    return this.#texts.accumulate(texts, weight);
  }

  /** See {@link Adam.step}. */
  step(options: StepOptions): number {
    return this.#adam.step(options);
  }

  /** A copy of what is trained, with its padding. */
  copyValues(): Float32Array<ArrayBuffer> {
    return this.#trained.copyValues();
  }

  /** Everything that was learned, with Adam's moments: three times {@link copyValues}. */
  save(): Float32Array<ArrayBuffer> {
    return this.#trained.save();
  }

  /** @param saved of {@link save}, which {@link steps} belongs to, or the values alone */
  restore(saved: Float32Array): void {
    this.#trained.restore(saved);
  }
}
