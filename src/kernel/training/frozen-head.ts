import { at } from "../../contract/at.ts";
import { HEAD_ROWS } from "./head.ts";
import { allocateScratch } from "./linear.ts";
import type { HeadProduct, HeadRows } from "./model-parts.ts";
import { allocateRows, type Rows, type TrainingKernel } from "./training-kernel.ts";

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

/** The product of a base in int8. */
export class FrozenHead implements HeadProduct {
  readonly stride: number;
  readonly #kernel: TrainingKernel;
  readonly #address: number;
  readonly #pieces: readonly Piece[];
  readonly #partial: Rows;
  readonly #scratch: number;

  /** @throws Refusal `out_of_memory` */
  constructor(kernel: TrainingKernel) {
    const { vocab_size, n_embd } = kernel.config;
    this.stride = vocab_size;
    this.#kernel = kernel;
    this.#address = kernel.functions.headPart();
    this.#partial = allocateRows(kernel, HEAD_ROWS, n_embd);
    this.#scratch = allocateScratch(kernel, Math.max(n_embd, Math.min(PIECE, vocab_size)));
    // One piece is multiplied at a time, and all but the last are of one width, whose padding stays zero.
    const scaled = new Map<number, Rows>();
    const firsts = Array.from({ length: Math.ceil(vocab_size / PIECE) }, (_, i) => i * PIECE);
    this.#pieces = firsts.map((first) => {
      const count = Math.min(PIECE, vocab_size - first);
      const rows = scaled.get(count) ?? allocateRows(kernel, HEAD_ROWS, count);
      scaled.set(count, rows);
      return { first, count, scaled: rows };
    });
  }

  forward(hidden: number, count: number, logits: number): void {
    this.#kernel.functions.multiplyRows(this.#address, hidden, count, logits, this.stride * 4, this.#scratch);
  }

  /** The targets' own rows are added in float: their gradient is as large as all others together. */
  backward({ count, dHidden: to, logits, targets, changes }: HeadRows): void {
    const { functions, instance } = this.#kernel;
    const { stride: width } = this.#partial;
    instance.floats(to, count * width).fill(0);
    const scales = functions.linearScales(this.#address);
    for (const { first: token, count: tokens, scaled } of this.#pieces) {
      const from = logits + token * 4;
      const own = scales + token * 4;
      functions.scaleColumns(from, count, tokens, this.stride * 4, own, scaled.address, scaled.stride);
      const { address } = this.#partial;
      const head = this.#address;
      functions.multiplyBack(head, token, tokens, scaled.address, count, address, width * 4, this.#scratch);
      functions.addFloats(to, address, count * width);
    }
    targets.forEach((target, i) => {
      functions.addOutputRow(this.#address, target, at(changes, i), to + i * width * 4);
    });
  }
}
