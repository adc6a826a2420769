import type { Norm } from "./model-parts.ts";
import { type Rows, rowOf, type TrainingKernel } from "./training-kernel.ts";

/** Layer normalization whose weight and bias stay as they are. */
export class FrozenNorm implements Norm {
  readonly #kernel: TrainingKernel;
  readonly #weight: number;
  readonly #bias: number;

  /** @param weight address, float32 [n_embd], as is @param bias */
  constructor(kernel: TrainingKernel, weight: number, bias: number) {
    this.#kernel = kernel;
    this.#weight = weight;
    this.#bias = bias;
  }

  forward(x: Rows, count: number, y: Rows): void {
    const { functions, config } = this.#kernel;
    for (let t = 0; t < count; t++)
      functions.norm(rowOf(x, t), config.n_embd, this.#weight, this.#bias, config.layer_norm_epsilon, rowOf(y, t));
  }

  backward(x: Rows, dy: Rows, count: number, dx: Rows): void {
    const { functions, config } = this.#kernel;
    for (let t = 0; t < count; t++) {
      const [from, to] = [rowOf(dy, t), rowOf(dx, t)];
      functions.normBackward(rowOf(x, t), config.n_embd, this.#weight, config.layer_norm_epsilon, from, to);
    }
  }
}
