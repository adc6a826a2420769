import { countTargets } from "../train/batches.ts";
import type { Trainable } from "../train/trainable.ts";
import { WORK } from "../train/work.ts";

type Texts = readonly (readonly number[])[];
type Breathe = () => Promise<void>;

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

  lossOf(texts: Texts, breathe: Breathe): Promise<number> {
    return this.#count(WORK.scored * countTargets(texts), breathe, (pause) => this.#model.lossOf(texts, pause));
  }

  gather(texts: Texts, weight: number, breathe: Breathe): Promise<number> {
    return this.#count(WORK.trained * countTargets(texts), breathe, (pause) =>
      this.#model.gather(texts, weight, pause),
    );
  }

  step(options: Parameters<Trainable["step"]>[0]): number {
    const from = this.#now();
    const norm = this.#model.step(options);
    this.busy += this.#now() - from;
    return norm;
  }

  copyValues(): Float32Array<ArrayBuffer> {
    return this.#model.copyValues();
  }

  save(): Float32Array<ArrayBuffer> {
    return this.#model.save();
  }

  restore(saved: Float32Array): void {
    this.#model.restore(saved);
  }

  async #count<T>(work: number, breathe: Breathe, compute: (pause: Breathe) => Promise<T>): Promise<T> {
    // Two threads may wait at the same time.
    let [waiting, waited, since] = [0, 0, 0];
    const pause = async () => {
      if (waiting++ === 0) since = this.#now();
      try {
        await breathe();
      } finally {
        if (--waiting === 0) waited += this.#now() - since;
      }
    };
    const from = this.#now();
    const result = await compute(pause);
    this.busy += this.#now() - from - waited;
    this.work += work;
    return result;
  }
}
