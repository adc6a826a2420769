import type { TrainedFloats } from "./trained-floats.ts";
import type { TrainingKernel } from "./training-kernel.ts";

/** How Adam goes a step. */
export interface StepOptions {
  readonly rate: number;
  /** Gradients whose norm is larger are made as long as this. */
  readonly clip: number;
}

const BETAS = [0.9, 0.999] as const;
const EPSILON = 1e-8;

/** Adam (Kingma and Ba 2015), without weight decay. */
export class Adam {
  /** Steps so far. */
  steps = 0;
  readonly #kernel: TrainingKernel;
  readonly #trained: TrainedFloats;

  constructor(kernel: TrainingKernel, trained: TrainedFloats) {
    this.#kernel = kernel;
    this.#trained = trained;
  }

  /**
   * One step by the gathered gradients, which are 0 afterwards.
   * @returns the gradients' norm before clipping. Where it is not finite nothing but the gradients has changed.
   */
  step({ rate, clip }: StepOptions): number {
    const { functions, instance } = this.#kernel;
    const { values, gradients, moments, count } = this.#trained;
    const norm = Math.sqrt(functions.sumSquares(gradients, count));
    if (!Number.isFinite(norm)) {
      instance.floats(gradients, count).fill(0);
      return norm;
    }
    this.steps++;
    const [beta1, beta2] = BETAS;
    const scale = Math.min(1, clip / (norm + 1e-6));
    const [first, second] = [1 - beta1 ** this.steps, 1 - beta2 ** this.steps];
    const [one, two] = moments;
    functions.stepAdam(values, gradients, one, two, count, scale, rate, beta1, beta2, EPSILON, first, second);
    return norm;
  }
}
