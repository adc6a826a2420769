import { padTo } from "../pad-to.ts";
import type { FloatProducts } from "./float-products.ts";
import type { Product } from "./model-parts.ts";
import { type Rows, rowOf, type TrainingKernel } from "./training-kernel.ts";
import type { TrainedTensor } from "./weight-room.ts";

/** A matrix [inputs][outputs] of floats and its bias, both trained. */
export class FloatLinear implements Product {
  readonly #kernel: TrainingKernel;
  readonly #products: FloatProducts;
  readonly #weight: TrainedTensor;
  readonly #bias: TrainedTensor;

  constructor(kernel: TrainingKernel, products: FloatProducts, weight: TrainedTensor, bias: TrainedTensor) {
    this.#kernel = kernel;
    this.#products = products;
    this.#weight = weight;
    this.#bias = bias;
  }

  forward(x: Rows, count: number, y: Rows): void {
    const { functions } = this.#kernel.instance;
    for (let t = 0; t < count; t++) functions.copy(rowOf(y, t), this.#bias.value.address, y.stride * 4);
    this.#products.add(x, this.#weight.value, y, [padTo(count, 4), y.stride, x.stride]);
  }

  backward(x: Rows, dy: Rows, count: number, dx?: Rows): void {
    const { functions, instance } = this.#kernel;
    this.#products.add({ turned: x }, dy, this.#weight.gradient, [x.stride, dy.stride, count]);
    for (let t = 0; t < count; t++) functions.addFloats(this.#bias.gradient.address, rowOf(dy, t), dy.stride);
    if (dx === undefined) return;
    const rows = padTo(count, 4);
    instance.floats(dx.address, rows * dx.stride).fill(0);
    this.#products.add(dy, { turned: this.#weight.value }, dx, [rows, dx.stride, dy.stride]);
  }
}
