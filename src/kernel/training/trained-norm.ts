import { FrozenNorm } from "./frozen-norm.ts";
import { type Rows, rowOf, type TrainingKernel } from "./training-kernel.ts";
import type { TrainedPair } from "./weight-room.ts";

/** Layer normalization whose weight and bias are trained. */
export class TrainedNorm extends FrozenNorm {
  readonly #kernel: TrainingKernel;
  readonly #pair: TrainedPair;

  constructor(kernel: TrainingKernel, pair: TrainedPair) {
    super(kernel, pair.weight.value.address, pair.bias.value.address);
    this.#kernel = kernel;
    this.#pair = pair;
  }

  override backward(x: Rows, dy: Rows, count: number, dx: Rows): void {
    const { addNormGradients } = this.#kernel.functions;
    const { n_embd, layer_norm_epsilon: epsilon } = this.#kernel.config;
    const [weight, bias] = [this.#pair.weight.gradient.address, this.#pair.bias.gradient.address];
    for (let t = 0; t < count; t++) addNormGradients(rowOf(x, t), n_embd, epsilon, rowOf(dy, t), weight, bias);
    super.backward(x, dy, count, dx);
  }
}
