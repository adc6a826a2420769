type Texts = readonly (readonly number[])[];

/** How a step goes. */
interface StepOptions {
  readonly rate: number;
  /** Gradients whose norm is larger are made as long as this. */
  readonly clip: number;
}

/** Everything that was learnt, with the optimizer's state. */
interface Learned {
  /** Steps so far. */
  steps: number;
  /** @returns the norm of the gradients; not finite where nothing was changed */
  step(options: StepOptions): number;
  save(): Float32Array<ArrayBuffer>;
  /** @param saved of `save`, or values alone: then the optimizer begins anew */
  restore(saved: Float32Array): void;
}

/** What computes: the kernel's training pass, or anything that behaves like it. */
export interface Learner extends Learned {
  /** Most tokens of one computation. */
  readonly tokens: number;
  /** Σ -log p of all tokens but the first of each text, which does not depend on the texts beside it. */
  score(texts: Texts): readonly number[];
  /**
   * Gathers gradients of Σ -log p times the weight, text by text: how they are cut into computations changes nothing.
   * @returns Σ -log p of each text
   */
  accumulate(texts: Texts, weight: number): readonly number[];
  readonly adapter: Factors;
}

/** What is learnt, as floats in one order. */
interface Factors {
  /** @param into an array to be used again, if it is one of these, as of {@link takeGradients} */
  copyValues(into?: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer>;
  /** The gathered gradients, which are 0 afterwards. */
  takeGradients(into?: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer>;
  addGradients(taken: Float32Array): void;
}

/** What is trained. */
export interface Trainable extends Learned {
  /** What is learnt alone: a third of {@link Learned.save}. */
  copyValues(): Float32Array<ArrayBuffer>;
  /**
   * Σ -log p of all tokens of the texts but their first.
   * @param breathe awaited before each computation, as of {@link gather}
   */
  lossOf(texts: Texts, breathe: () => Promise<void>): Promise<number>;
  /** Gathers the gradients of a step's texts: of Σ -log p times the weight. @returns Σ -log p */
  gather(texts: Texts, weight: number, breathe: () => Promise<void>): Promise<number>;
}
