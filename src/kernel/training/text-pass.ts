import { at } from "../../contract/at.ts";
import { allocateRoom, Block } from "./block.ts";
import { Head } from "./head.ts";
import type { Embedding, ModelParts, Norm } from "./model-parts.ts";
import { type Span, spansOf, sumSpans } from "./spans.ts";
import { allocateRows, type Rows, rowOf, type TrainingKernel } from "./training-kernel.ts";

type Texts = readonly (readonly number[])[];

/** Forward and backward passes over whole texts, side by side. */
export class TextPass {
  readonly #kernel: TrainingKernel;
  readonly #tokens: number;
  readonly #embedding: Embedding;
  readonly #blocks: readonly Block[];
  readonly #norm: Norm;
  readonly #head: Head;
  /** What each block is given, and what the last one gives. */
  readonly #states: readonly Rows[];
  readonly #hidden: Rows;
  readonly #dHidden: Rows;
  readonly #dState: Rows;

  /** @param tokens most of one pass. @throws Refusal `out_of_memory` */
  constructor(kernel: TrainingKernel, tokens: number, { embedding, layers, norm, head }: ModelParts) {
    const { n_embd, n_layer } = kernel.config;
    const room = allocateRoom(kernel, tokens);
    this.#kernel = kernel;
    this.#tokens = tokens;
    this.#embedding = embedding;
    this.#blocks = layers.map((parts, layer) => new Block(kernel, layer, parts, tokens, room));
    this.#norm = norm;
    this.#states = Array.from({ length: n_layer + 1 }, () => allocateRows(kernel, tokens, n_embd));
    this.#hidden = room.normed;
    this.#dHidden = room.dNormed;
    this.#dState = allocateRows(kernel, tokens, n_embd);
    this.#head = new Head(kernel, head);
  }

  /**
   * @param texts token ids, together at most as many as the pass has room for, and one more for each text
   * @returns the sum of -log p over all tokens but the first of each text, the same whatever texts are computed beside it
   */
  score(texts: Texts): number[] {
    const { spans, targets } = this.#forward(texts);
    return sumSpans(spans, this.#head.losses(this.#hidden, targets, 1));
  }

  /**
   * Adds what the loss changes with what is trained to its gradients.
   * @param weight of each token in the loss: one over the number of tokens of the whole step makes it their mean
   * @returns the sum of -log p of each text, not weighted
   */
  accumulate(texts: Texts, weight: number): number[] {
    const { spans, targets } = this.#forward(texts);
    const count = targets.length;
    const losses = this.#head.losses(this.#hidden, targets, weight, this.#dHidden);
    this.#kernel.instance.floats(this.#dState.address, count * this.#dState.stride).fill(0);
    this.#norm.backward(at(this.#states, this.#blocks.length), this.#dHidden, count, this.#dState);
    const isFrozen = this.#embedding.backward === undefined;
    for (let layer = this.#blocks.length - 1; layer >= 0; layer--) {
      const isFirst = isFrozen && layer === 0;
      at(this.#blocks, layer).backward(at(this.#states, layer), count, spans, this.#dState, isFirst);
    }
    eachToken(texts, spans, (id, position, row) => {
      this.#embedding.backward?.(id, position, rowOf(this.#dState, row));
    });
    return sumSpans(spans, losses);
  }

  /** Leaves the last hidden states, normalized, in `#hidden`. */
  #forward(texts: Texts): { readonly spans: readonly Span[]; readonly targets: number[] } {
    const spans = spansOf(texts);
    const targets = texts.flatMap((ids) => ids.slice(1));
    const count = targets.length;
    if (count > this.#tokens) throw new RangeError(`${count} tokens in a pass of at most ${this.#tokens}.`);
    const first = at(this.#states, 0);
    eachToken(texts, spans, (id, position, row) => this.#embedding.embed(id, position, rowOf(first, row)));
    this.#blocks.forEach((block, layer) => {
      block.forward(at(this.#states, layer), count, spans, at(this.#states, layer + 1));
    });
    this.#norm.forward(at(this.#states, this.#blocks.length), count, this.#hidden);
    return { spans, targets };
  }
}

/** All tokens but each text's last, at positions that begin at 0 in every text, with their row in the pass. */
function eachToken(
  texts: Texts,
  spans: readonly Span[],
  visit: (id: number, position: number, row: number) => void,
): void {
  texts.forEach((ids, text) => {
    const { first, length } = at(spans, text);
    for (let i = 0; i < length; i++) visit(at(ids, i), i, first + i);
  });
}
