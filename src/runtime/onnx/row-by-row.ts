import type { ForwardPass, TokenRows } from "../../contract/forward-pass.ts";
import { OnnxForwardPass, type OnnxModel } from "./onnx-forward-pass.ts";

/**
 * For graphs that count positions from the first column, padding included: each row has a cache of its own, and rows
 * are computed one after the other.
 */
export class RowByRow implements ForwardPass {
  readonly #model: OnnxModel;
  #rows: OnnxForwardPass[] = [];

  constructor(model: OnnxModel) {
    this.#model = model;
  }

  get vocabSize(): number {
    return this.#model.shape.vocab_size;
  }

  get maxPositions(): number {
    return this.#model.shape.n_positions;
  }

  get cached(): TokenRows {
    return this.#rows.flatMap((row) => row.cached);
  }

  async forward(tokens: TokenRows, want: "last" | "all" = "last"): Promise<Float32Array> {
    if (this.#rows.length === 0) this.#rows = tokens.map(() => new OnnxForwardPass(this.#model));
    const parts: Float32Array[] = [];
    for (const [r, row] of this.#rows.entries()) parts.push(await row.forward([tokens[r] ?? []], want));
    const [only] = parts;
    if (parts.length === 1 && only !== undefined) return only;
    const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }

  async reorder(rows: readonly number[]): Promise<void> {
    const old = this.#rows;
    const taken = new Set<OnnxForwardPass>();
    const next: OnnxForwardPass[] = [];
    for (const row of rows) {
      const pass = old[row];
      if (pass === undefined) throw new RangeError(`There is no row ${row}.`);
      next.push(taken.has(pass) ? await pass.copy() : pass);
      taken.add(pass);
    }
    for (const pass of old) if (!taken.has(pass)) await pass.truncate(0);
    this.#rows = next;
  }

  async truncate(length: number): Promise<void> {
    for (const row of this.#rows) await row.truncate(length);
    if (length === 0) this.#rows = [];
  }

  async dispose(): Promise<void> {
    await this.truncate(0);
    await this.#model.session.release();
  }
}
