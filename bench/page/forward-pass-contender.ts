import type { ForwardPass } from "../../src/contract/forward-pass.ts";
import type { Contender } from "./contender.ts";

const BATCH_PROMPT = 16;

/** Measures anything that the token loop can run on. */
export class ForwardPassContender implements Contender {
  readonly #pass: ForwardPass;
  /** Tokens that the cache holds in its only row; 0 for anything else. */
  #held = 0;

  constructor(pass: ForwardPass) {
    this.#pass = pass;
  }

  async decode(length: number, count: number): Promise<number[]> {
    if (this.#held !== length) {
      await this.#pass.truncate(0);
      await this.#pass.forward([this.#ids(length)]);
    }
    this.#held = length;
    const times: number[] = [];
    for (const id of this.#ids(count)) times.push(await this.#timed([[id]]));
    await this.#pass.truncate(length);
    return times;
  }

  async batch(rows: number, count: number): Promise<number[]> {
    await this.#pass.truncate(0);
    await this.#pass.forward([this.#ids(BATCH_PROMPT)]);
    await this.#pass.reorder(new Array<number>(rows).fill(0));
    const times: number[] = [];
    for (const id of this.#ids(count))
      times.push(await this.#timed(Array.from({ length: rows }, (_, row) => [id + row])));
    this.#held = 0;
    return times;
  }

  async prefill(length: number): Promise<number> {
    await this.#pass.truncate(0);
    this.#held = 0;
    return this.#timed([this.#ids(length)]);
  }

  async #timed(tokens: number[][]): Promise<number> {
    const start = performance.now();
    await this.#pass.forward(tokens);
    return performance.now() - start;
  }

  /** Tokens all over the vocabulary, with room for the rows of a batch behind them. */
  #ids(count: number): number[] {
    return Array.from({ length: count }, (_, i) => (i * 7919 + 13) % (this.#pass.vocabSize - 100));
  }
}
