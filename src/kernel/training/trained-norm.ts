import { FrozenNorm } from "./frozen-norm.ts";
import type { Norm } from "./model-parts.ts";
import { type Rows, rowOf, type TrainingKernel } from "./training-kernel.ts";
import type { TrainedTensor } from "./weight-room.ts";

/** Layer normalization whose weight and bias are trained. */
export class TrainedNorm implements Norm {
  readonly #kernel: TrainingKernel;
  readonly #weight: TrainedTensor;
  readonly #bias: TrainedTensor;
  readonly #norm: Norm;

  constructor(kernel: TrainingKernel, weight: TrainedTensor, bias: TrainedTensor) {
    this.#kernel = kernel;
    this.#weight = weight;
    this.#bias = bias;
    this.#norm = new FrozenNorm(kernel, weight.value.address, bias.value.address);
  }

  forward(x: Rows, count: number, y: Rows): void {
    this.#norm.forward(x, count, y);
  }

  backward(x: Rows, dy: Rows, count: number, dx: Rows): void {
    const { functions, config } = this.#kernel;
    const [weight, bias] = [this.#weight.gradient.address, this.#bias.gradient.address];
    for (let t = 0; t < count; t++) {
      const [from, dFrom] = [rowOf(x, t), rowOf(dy, t)];
      functions.addNormGradients(from, config.n_embd, config.layer_norm_epsilon, dFrom, weight, bias);
    }
    this.#norm.backward(x, dy, count, dx);
  }
}
