import { countTargets } from "../train/batches.ts";
import type { Trainable } from "../train/trainable.ts";
import { WORK } from "../train/work.ts";

type Texts = readonly (readonly number[])[];

/** A model that counts what is computed with it, and how long that takes: not what is waited for, or written, in between. */
export class CountedModel implements Trainable {
  readonly #model: Trainable;
  readonly #now: () => number;
  /** As `WORK` counts it. */
  work = 0;
  /** Milliseconds. */
  busy = 0;

  constructor(model: Trainable, now: () => number) {
    this.#model = model;
    this.#now = now;
  }

  get tokens(): number {
    return this.#model.tokens;
  }

  get steps(): number {
    return this.#model.steps;
  }

  set steps(steps: number) {
    this.#model.steps = steps;
  }

  /** Tokens a second, forward and back. */
  get tokensPerSecond(): number {
    return this.busy === 0 ? 0 : (this.work / WORK.trained / this.busy) * 1000;
  }

  score(texts: Texts): number {
    return this.#count(WORK.scored * countTargets(texts), () => this.#model.score(texts));
  }

  accumulate(texts: Texts, weight: number): number {
    return this.#count(WORK.trained * countTargets(texts), () => this.#model.accumulate(texts, weight));
  }

  step(options: Parameters<Trainable["step"]>[0]): number {
    return this.#count(0, () => this.#model.step(options));
  }

  save(): Float32Array<ArrayBuffer> {
    return this.#model.save();
  }

  restore(saved: Float32Array): void {
    this.#model.restore(saved);
  }

  #count<T>(work: number, compute: () => T): T {
    const from = this.#now();
    const result = compute();
    this.busy += this.#now() - from;
    this.work += work;
    return result;
  }
}
