type Texts = readonly (readonly number[])[];

/**
 * A second learner in a thread of its own, with a copy of the model. It answers its calls one after the other; each may fail, then it is
 * not asked any more. Texts are token ids.
 */
export interface SecondLearner {
  /** Puts these in the place of its values, and forgets what it gathered. The array is handed over, and comes back by {@link takeGradients}. */
  setValues(values: Float32Array<ArrayBuffer>): Promise<void>;
  /** @returns Σ -log p of all tokens but the first of each text */
  score(texts: Texts): Promise<readonly number[]>;
  /** Gathers the gradients of Σ -log p times the weight. @returns Σ -log p of each text */
  accumulate(texts: Texts, weight: number): Promise<readonly number[]>;
  /** What was gathered, which is 0 afterwards; in the array of the last values, so that a step leaves no megabytes of garbage. */
  takeGradients(): Promise<Float32Array<ArrayBuffer>>;
}
