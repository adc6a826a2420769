import { padTo } from "../pad-to.ts";
import type { FloatProducts } from "./float-products.ts";
import type { Product } from "./model-parts.ts";
import { type Rows, rowOf, type TrainingKernel } from "./training-kernel.ts";
import type { TrainedPair } from "./weight-room.ts";

/** A matrix [inputs][outputs] of floats and its bias, both trained. */
export class FloatLinear implements Product {
  readonly #kernel: TrainingKernel;
  readonly #products: FloatProducts;
  readonly #pair: TrainedPair;

  constructor(kernel: TrainingKernel, products: FloatProducts, pair: TrainedPair) {
    this.#kernel = kernel;
    this.#products = products;
    this.#pair = pair;
  }

  forward(x: Rows, count: number, y: Rows): void {
    const { functions } = this.#kernel.instance;
    for (let t = 0; t < count; t++) functions.copy(rowOf(y, t), this.#pair.bias.value.address, y.stride * 4);
    this.#products.add(x, this.#pair.weight.value, y, [padTo(count, 4), y.stride, x.stride]);
  }

  backward(x: Rows, dy: Rows, count: number, dx?: Rows): void {
    const { functions, instance } = this.#kernel;
    this.#products.add({ turned: x }, dy, this.#pair.weight.gradient, [x.stride, dy.stride, count]);
    for (let t = 0; t < count; t++) functions.addFloats(this.#pair.bias.gradient.address, rowOf(dy, t), dy.stride);
    if (dx === undefined) return;
    const rows = padTo(count, 4);
    instance.floats(dx.address, rows * dx.stride).fill(0);
    this.#products.add(dy, { turned: this.#pair.weight.value }, dx, [rows, dx.stride, dy.stride]);
  }
}
