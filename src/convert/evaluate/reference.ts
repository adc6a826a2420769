import type { ForwardPass, TokenRows } from "../../contract/forward-pass.ts";
import { activationFunction, parseActivation } from "../../gpt2/activations.ts";
import { type Multiply, multiply } from "../../gpt2/multiply.ts";
import type { Checkpoint } from "../checkpoint.ts";
import { transpose } from "../quantize/transpose.ts";
import { layerNorm } from "./layer-norm.ts";
import { attend, type Seen } from "./reference-attention.ts";

/**
 * The checkpoint's own float32 weights as a forward pass in plain JavaScript: what all other forms are measured
 * against. It needs no runtime and little memory, since each tensor is read when its turn comes and dropped again;
 * so every call reads the whole checkpoint, and many tokens at once are far cheaper than one by one.
 */
export class ReferencePass implements ForwardPass {
  readonly vocabSize: number;
  readonly maxPositions: number;
  readonly #checkpoint: Checkpoint;
  readonly #multiply: Multiply;
  readonly #onLayer: () => void;
  readonly #activate: (x: number) => number;
  #cached: readonly (readonly number[])[] = [];
  /** Per layer, per row. */
  #seen: readonly (readonly Seen[])[];

  /** @param onLayer called whenever a layer of a call is done */
  constructor(checkpoint: Checkpoint, product: Multiply = multiply, onLayer: () => void = () => {}) {
    this.#onLayer = onLayer;
    this.#checkpoint = checkpoint;
    this.#multiply = product;
    this.#activate = activationFunction(parseActivation(checkpoint.config.activation_function, "config.json"));
    this.vocabSize = checkpoint.config.vocab_size;
    this.maxPositions = checkpoint.config.n_positions;
    this.#seen = Array.from({ length: checkpoint.config.n_layer }, () => []);
  }

  get cached(): TokenRows {
    return this.#cached;
  }

  async forward(tokens: TokenRows, want: "last" | "all" = "last"): Promise<Float32Array> {
    const before = tokens.map((_, row) => this.#cached[row] ?? []);
    if (this.#cached.length === 0) this.#seen = this.#seen.map(() => tokens.map(() => ({ keys: [], values: [] })));
    const { config } = this.#checkpoint;
    const x = await this.#embed(tokens, before);
    for (const [layer, seen] of this.#seen.entries()) {
      const block = `h.${layer}`;
      const projected = await this.#linear(await this.#norm(x, `${block}.ln_1`), `${block}.attn.c_attn`);
      const attended = eachRow(projected, tokens, (rows, row) =>
        attend(config, layer, rows, seen[row] ?? { keys: [], values: [] }),
      );
      add(x, await this.#linear(attended, `${block}.attn.c_proj`));
      const inner = await this.#linear(await this.#norm(x, `${block}.ln_2`), `${block}.mlp.c_fc`);
      add(x, await this.#linear(inner.map(this.#activate), `${block}.mlp.c_proj`));
      this.#onLayer();
    }
    this.#cached = tokens.map((row, index) => [...(before[index] ?? []), ...row]);
    const normal = await this.#norm(x, "ln_f");
    const wanted = want === "all" ? normal : eachRow(normal, tokens, (rows) => rows.subarray(-config.n_embd));
    const table = await this.#checkpoint.tensor(config.tie_word_embeddings ? "wte.weight" : "lm_head.weight");
    return this.#multiply(wanted, table, config.n_embd);
  }

  async reorder(rows: readonly number[]): Promise<void> {
    const copy = (seen: Seen | undefined): Seen => ({
      keys: [...(seen?.keys ?? [])],
      values: [...(seen?.values ?? [])],
    });
    this.#seen = this.#seen.map((layer) => rows.map((row) => copy(layer[row])));
    this.#cached = rows.map((row) => this.#cached[row] ?? []);
  }

  async truncate(length: number): Promise<void> {
    this.#cached = length === 0 ? [] : this.#cached.map((row) => row.slice(0, length));
    for (const { keys, values } of this.#seen.flat()) {
      keys.length = Math.min(keys.length, length);
      values.length = Math.min(values.length, length);
    }
  }

  async dispose(): Promise<void> {
    await this.truncate(0);
  }

  /** Token plus position embeddings of all rows, one after the other: [tokens, width]. */
  async #embed(tokens: TokenRows, before: TokenRows): Promise<Float32Array> {
    const width = this.#checkpoint.config.n_embd;
    const words = await this.#checkpoint.tensor("wte.weight");
    const places = await this.#checkpoint.tensor("wpe.weight");
    const x = new Float32Array(tokens.reduce((sum, row) => sum + row.length, 0) * width);
    let at = 0;
    for (const [index, row] of tokens.entries()) {
      const start = before[index]?.length ?? 0;
      for (const [offset, id] of row.entries()) {
        const place = start + offset;
        for (let i = 0; i < width; i++, at++) x[at] = (words[id * width + i] ?? 0) + (places[place * width + i] ?? 0);
      }
    }
    return x;
  }

  async #linear(x: Float32Array, name: string): Promise<Float32Array> {
    const bias = await this.#checkpoint.tensor(`${name}.bias`);
    const weights = await this.#checkpoint.tensor(`${name}.weight`);
    return this.#multiply(x, transpose(weights, bias.length), weights.length / bias.length, bias);
  }

  async #norm(x: Float32Array, name: string): Promise<Float32Array> {
    const weight = await this.#checkpoint.tensor(`${name}.weight`);
    const bias = await this.#checkpoint.tensor(`${name}.bias`);
    return layerNorm(x, weight, bias, this.#checkpoint.config.layer_norm_epsilon);
  }
}

/** Applies `work` to each row's part of `x` [all tokens, …] and joins the results. */
function eachRow(
  x: Float32Array,
  tokens: TokenRows,
  work: (part: Float32Array, row: number) => Float32Array,
): Float32Array {
  const perToken = x.length / tokens.reduce((sum, { length }) => sum + length, 0);
  let done = 0;
  const results = tokens.map(({ length }, row) => {
    const part = x.subarray(done * perToken, (done + length) * perToken);
    done += length;
    return work(part, row);
  });
  const joined = new Float32Array(results.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const result of results) {
    joined.set(result, at);
    at += result.length;
  }
  return joined;
}

function add(x: Float32Array, more: Float32Array): void {
  for (let i = 0; i < x.length; i++) x[i] = (x[i] ?? 0) + (more[i] ?? 0);
}
