import type { ForwardPass, TokenRows } from "../../contract/forward-pass.ts";

/** A dear forward pass for a caller that makes the same calls several times: after `rewind` the answers come again. */
export class RepeatingPass implements ForwardPass {
  readonly #pass: ForwardPass;
  readonly #calls: { readonly asked: string; readonly logits: Float32Array }[] = [];
  #next = 0;

  constructor(pass: ForwardPass) {
    this.#pass = pass;
  }

  rewind(): void {
    this.#next = 0;
  }

  get vocabSize(): number {
    return this.#pass.vocabSize;
  }

  get maxPositions(): number {
    return this.#pass.maxPositions;
  }

  /** Nothing is promised to be there, so that no caller leaves out a call. */
  get cached(): TokenRows {
    return [];
  }

  async forward(tokens: TokenRows, want: "last" | "all" = "last"): Promise<Float32Array> {
    const asked = JSON.stringify([tokens, want]);
    const call = this.#calls[this.#next] ?? { asked, logits: (await this.#pass.forward(tokens, want)).slice() };
    if (call.asked !== asked) throw new Error("A repeated measurement asked for something else.");
    this.#calls[this.#next++] = call;
    return call.logits;
  }

  async reorder(rows: readonly number[]): Promise<void> {
    if (this.#isNew()) await this.#pass.reorder(rows);
  }

  async truncate(length: number): Promise<void> {
    if (this.#isNew()) await this.#pass.truncate(length);
  }

  async dispose(): Promise<void> {
    this.#calls.length = 0;
    await this.#pass.dispose();
  }

  #isNew(): boolean {
    return this.#next === this.#calls.length;
  }
}
