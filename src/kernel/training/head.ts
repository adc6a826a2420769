import { at } from "../../contract/at.ts";
import { allocateScratch } from "./linear.ts";
import { allocateRows, type Rows, rowOf, type TrainingKernel } from "./training-kernel.ts";

/**
 * Positions whose logits are there at a time: from 32 on weights are widened once for all of them. At 50,257 tokens their logits take 13 MB.
 */
const ROWS = 64;
/**
 * Tokens whose gradient goes back in one product. The int32 sum bounds the steps of the gradient by the number of inputs: of all 50,257
 * at once 336 would be left.
 */
const PIECE = 2048;

interface Piece {
  readonly first: number;
  readonly count: number;
  readonly scaled: Rows;
}

/** From the last hidden states to the loss, and back. */
export class Head {
  readonly #kernel: TrainingKernel;
  readonly #address: number;
  readonly #pieces: readonly Piece[];
  readonly #logits: number;
  readonly #partial: Rows;
  readonly #scratch: number;
  readonly #result: number;

  /** @throws Refusal `out_of_memory` */
  constructor(kernel: TrainingKernel) {
    const { vocab_size, n_embd } = kernel.config;
    this.#kernel = kernel;
    this.#address = kernel.functions.headPart();
    this.#logits = kernel.allocate(ROWS * vocab_size * 4);
    this.#partial = allocateRows(kernel, ROWS, n_embd);
    this.#scratch = allocateScratch(kernel, Math.max(n_embd, Math.min(PIECE, vocab_size)));
    this.#result = kernel.allocate(8);
    // One piece is multiplied at a time, and all but the last are of one width, whose padding stays zero.
    const scaled = new Map<number, Rows>();
    const firsts = Array.from({ length: Math.ceil(vocab_size / PIECE) }, (_, i) => i * PIECE);
    this.#pieces = firsts.map((first) => {
      const count = Math.min(PIECE, vocab_size - first);
      const rows = scaled.get(count) ?? allocateRows(kernel, ROWS, count);
      scaled.set(count, rows);
      return { first, count, scaled: rows };
    });
  }

  /**
   * @param hidden normalized states of `targets.length` positions
   * @param weight of a position in the loss
   * @param dHidden gets what the loss changes with them; left out where only the loss is asked for
   * @returns -log p of each position, not weighted
   */
  losses(hidden: Rows, targets: readonly number[], weight: number, dHidden?: Rows): number[] {
    const losses: number[] = [];
    for (let first = 0; first < targets.length; first += ROWS) {
      const some = targets.slice(first, first + ROWS);
      losses.push(...this.#lossesOfSome(hidden, first, some, weight, dHidden));
    }
    return losses;
  }

  #lossesOfSome(hidden: Rows, first: number, targets: readonly number[], weight: number, dHidden?: Rows): number[] {
    const { functions, config, instance } = this.#kernel;
    const stride = config.vocab_size * 4;
    const count = targets.length;
    functions.multiplyRows(this.#address, rowOf(hidden, first), count, this.#logits, stride, this.#scratch);
    const losses: number[] = [];
    const changes = targets.map((target, i) => {
      functions.crossEntropy(this.#logits + i * stride, config.vocab_size, target, weight, this.#result);
      const [loss, change] = instance.floats(this.#result, 2);
      losses.push(loss ?? Number.NaN);
      return change ?? Number.NaN;
    });
    if (dHidden !== undefined) this.#backward(dHidden, first, targets, changes);
    return losses;
  }

  /** The targets' own rows are added in float: their gradient is as large as all others together. */
  #backward(dHidden: Rows, first: number, targets: readonly number[], changes: readonly number[]): void {
    const { functions, config, instance } = this.#kernel;
    const count = targets.length;
    const to = rowOf(dHidden, first);
    instance.floats(to, count * dHidden.stride).fill(0);
    const scales = functions.linearScales(this.#address);
    for (const { first: token, count: tokens, scaled } of this.#pieces) {
      const from = this.#logits + token * 4;
      const own = scales + token * 4;
      functions.scaleColumns(from, count, tokens, config.vocab_size * 4, own, scaled.address, scaled.stride);
      const { address, stride } = this.#partial;
      const head = this.#address;
      functions.multiplyBack(head, token, tokens, scaled.address, count, address, stride * 4, this.#scratch);
      functions.addFloats(to, address, count * stride);
    }
    targets.forEach((target, i) => {
      functions.addOutputRow(this.#address, target, at(changes, i), to + i * dHidden.stride * 4);
    });
  }
}
