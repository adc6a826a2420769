import { groupTexts } from "./batches.ts";
import type { Learner, Trainable } from "./trainable.ts";

type Texts = readonly (readonly number[])[];
type Breathe = () => Promise<void>;

/** A learner whose values are many: they lie in no other array but those that are asked for. */
type WholeLearner = Omit<Learner, "adapter"> & Pick<Trainable, "copyValues">;

/** A model that one thread trains, a step at once: its gradients are gathered where they are, without a copy of them. */
export class WholeModel implements Trainable {
  readonly #own: WholeLearner;

  constructor(own: WholeLearner) {
    this.#own = own;
  }

  get steps(): number {
    return this.#own.steps;
  }

  set steps(steps: number) {
    this.#own.steps = steps;
  }

  lossOf(texts: Texts, breathe: Breathe): Promise<number> {
    return this.#sum(texts, (group) => this.#own.score(group), breathe);
  }

  gather(texts: Texts, weight: number, breathe: Breathe): Promise<number> {
    return this.#sum(texts, (group) => this.#own.accumulate(group, weight), breathe);
  }

  step(options: Parameters<Learner["step"]>[0]): number {
    return this.#own.step(options);
  }

  copyValues(): Float32Array<ArrayBuffer> {
    return this.#own.copyValues();
  }

  save(): Float32Array<ArrayBuffer> {
    return this.#own.save();
  }

  restore(saved: Float32Array): void {
    this.#own.restore(saved);
  }

  async #sum(texts: Texts, compute: (group: Texts) => readonly number[], breathe: Breathe): Promise<number> {
    let sum = 0;
    for (const group of groupTexts(texts, this.#own.tokens)) {
      await breathe();
      for (const loss of compute(group)) sum += loss;
    }
    return sum;
  }
}
