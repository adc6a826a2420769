import { at } from "../../contract/at.ts";
import type { HeadProduct } from "./model-parts.ts";
import { type Rows, rowOf, type TrainingKernel } from "./training-kernel.ts";

/**
 * Positions whose logits are there at a time: from 32 on weights are widened once for all of them. At 50,257 tokens their logits take 13 MB.
 */
export const HEAD_ROWS = 64;

/** From the last hidden states to the loss, and back. */
export class Head {
  readonly #kernel: TrainingKernel;
  readonly #product: HeadProduct;
  readonly #logits: number;
  readonly #result: number;

  /** @throws Refusal `out_of_memory` */
  constructor(kernel: TrainingKernel, product: HeadProduct) {
    this.#kernel = kernel;
    this.#product = product;
    this.#logits = kernel.allocate(HEAD_ROWS * product.stride * 4);
    this.#result = kernel.allocate(8);
  }

  /**
   * @param hidden normalized states of `targets.length` positions
   * @param weight of a position in the loss
   * @param dHidden gets what the loss changes with them; left out where only the loss is asked for
   * @returns -log p of each position, not weighted
   */
  losses(hidden: Rows, targets: readonly number[], weight: number, dHidden?: Rows): number[] {
    const losses: number[] = [];
    for (let first = 0; first < targets.length; first += HEAD_ROWS) {
      const some = targets.slice(first, first + HEAD_ROWS);
      losses.push(...this.#lossesOfSome(hidden, first, some, weight, dHidden));
    }
    return losses;
  }

  #lossesOfSome(hidden: Rows, first: number, targets: readonly number[], weight: number, dHidden?: Rows): number[] {
    const { functions, config, instance } = this.#kernel;
    const logits = this.#logits;
    const stride = this.#product.stride * 4;
    const count = targets.length;
    this.#product.forward(rowOf(hidden, first), count, logits);
    const losses: number[] = [];
    const changes = targets.map((target, i) => {
      functions.crossEntropy(logits + i * stride, config.vocab_size, target, weight, this.#result);
      const result = instance.floats(this.#result, 2);
      losses.push(at(result, 0));
      return at(result, 1);
    });
    if (dHidden !== undefined) {
      const from = rowOf(hidden, first);
      this.#product.backward({ count, hidden: from, dHidden: rowOf(dHidden, first), logits, targets, changes });
    }
    return losses;
  }
}
