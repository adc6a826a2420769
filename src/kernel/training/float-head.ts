import { at } from "../../contract/at.ts";
import { padTo } from "../pad-to.ts";
import type { FloatProducts } from "./float-products.ts";
import type { HeadProduct, HeadRows } from "./model-parts.ts";
import type { TrainingKernel } from "./training-kernel.ts";
import type { TrainedTensor } from "./weight-room.ts";

/** The product that makes logits, with a table [tokens][width] of floats that is trained: the embedding's, where the head is tied to it. */
export class FloatHead implements HeadProduct {
  readonly stride: number;
  readonly #kernel: TrainingKernel;
  readonly #products: FloatProducts;
  readonly #table: TrainedTensor;

  constructor(kernel: TrainingKernel, products: FloatProducts, table: TrainedTensor) {
    this.stride = padTo(kernel.config.vocab_size, 16);
    this.#kernel = kernel;
    this.#products = products;
    this.#table = table;
  }

  forward(hidden: number, count: number, logits: number): void {
    const { value } = this.#table;
    const rows = padTo(count, 4);
    this.#kernel.instance.floats(logits, rows * this.stride).fill(0);
    const [x, y] = [
      { address: hidden, stride: value.stride },
      { address: logits, stride: this.stride },
    ];
    this.#products.add(x, { turned: value }, y, [rows, this.stride, value.stride]);
  }

  backward({ count, hidden, dHidden, logits, targets, changes }: HeadRows): void {
    const { instance } = this.#kernel;
    const { value, gradient } = this.#table;
    const { stride: width } = value;
    targets.forEach((target, t) => {
      instance.floats(logits + (t * this.stride + target) * 4, 1)[0] = at(changes, t);
    });
    const [x, dx] = [
      { address: hidden, stride: width },
      { address: dHidden, stride: width },
    ];
    const dy = { address: logits, stride: this.stride };
    this.#products.add({ turned: dy }, x, gradient, [this.stride, width, count]);
    const rows = padTo(count, 4);
    instance.floats(dHidden, rows * width).fill(0);
    this.#products.add(dy, value, dx, [rows, width, this.stride]);
  }
}
