import type { ForwardPass, TokenRows } from "../../contract/forward-pass.ts";
import { activationFunction, parseActivation } from "../activations.ts";
import type { Gpt2Config } from "../config.ts";

/** Answers a tensor by its Hugging Face name without `transformer.`; linear weights are [in, out]. */
export type Weights = (name: string) => Float32Array;

/** Keys and values of one row in one layer, a vector of n_embd numbers per position. */
interface LayerCache {
  readonly keys: number[][];
  readonly values: number[][];
}

interface CachedRow {
  readonly ids: number[];
  readonly layers: LayerCache[];
}

/** GPT-2 by its definition, as plain loops in float64: slow, obvious, and the yardstick for the backends. */
export class ReferenceGpt2 implements ForwardPass {
  readonly vocabSize: number;
  readonly maxPositions: number;
  /** Tokens computed so far, over all rows: what a test counts to see that finished rows cost nothing. */
  computed = 0;
  private rows: CachedRow[] = [];
  private readonly head: Float32Array;
  private readonly activate: (x: number) => number;

  constructor(
    private readonly config: Gpt2Config,
    private readonly weights: Weights,
  ) {
    this.vocabSize = config.vocab_size;
    this.maxPositions = config.n_positions;
    this.head = weights(config.tie_word_embeddings ? "wte.weight" : "lm_head.weight");
    this.activate = activationFunction(parseActivation(config.activation_function, "config.json"));
  }

  get cached(): TokenRows {
    return this.rows.map(({ ids }) => ids);
  }

  async forward(tokens: TokenRows, want: "last" | "all" = "last"): Promise<Float32Array> {
    if (this.rows.length === 0) this.rows = tokens.map(() => this.emptyRow());
    if (tokens.length !== this.rows.length) throw new Error(`${tokens.length} rows given, ${this.rows.length} held`);
    const logits: Float64Array[] = [];
    this.rows.forEach((row, r) => {
      const given = tokens[r] ?? [];
      if (given.length === 0) throw new Error(`row ${r} has no token`);
      given.forEach((token, i) => {
        const hidden = this.step(row, token);
        if (want === "all" || i === given.length - 1) logits.push(this.project(hidden));
      });
    });
    const all = new Float32Array(logits.length * this.vocabSize);
    logits.forEach((one, i) => {
      all.set(one, i * this.vocabSize);
    });
    return all;
  }

  async reorder(rows: readonly number[]): Promise<void> {
    this.rows = rows.map((index) => {
      const row = this.rows[index];
      if (row === undefined) throw new Error(`no row ${index}`);
      return {
        ids: [...row.ids],
        layers: row.layers.map(({ keys, values }) => ({ keys: [...keys], values: [...values] })),
      };
    });
  }

  async truncate(length: number): Promise<void> {
    if (length === 0) this.rows = [];
    for (const row of this.rows) {
      row.ids.splice(length);
      for (const { keys, values } of row.layers) {
        keys.splice(length);
        values.splice(length);
      }
    }
  }

  async dispose(): Promise<void> {
    this.rows = [];
  }

  private emptyRow(): CachedRow {
    return { ids: [], layers: Array.from({ length: this.config.n_layer }, () => ({ keys: [], values: [] })) };
  }

  /** One token through all layers; answers the normalized hidden state. */
  private step(row: CachedRow, token: number): number[] {
    const { n_embd, n_positions } = this.config;
    const position = row.ids.length;
    if (position >= n_positions) throw new Error(`position ${position} is outside the context of ${n_positions}`);
    if (token < 0 || token >= this.vocabSize) throw new Error(`no token ${token}`);
    row.ids.push(token);
    this.computed++;
    const wte = this.weights("wte.weight");
    const wpe = this.weights("wpe.weight");
    let hidden = range(n_embd).map((i) => at(wte, token * n_embd + i) + at(wpe, position * n_embd + i));
    row.layers.forEach((cache, layer) => {
      const name = `h.${layer}`;
      const attended = this.attend(this.norm(hidden, `${name}.ln_1`), layer, cache);
      hidden = add(hidden, attended);
      const inner = this.linear(this.norm(hidden, `${name}.ln_2`), `${name}.mlp.c_fc`);
      hidden = add(hidden, this.linear(inner.map(this.activate), `${name}.mlp.c_proj`));
    });
    return this.norm(hidden, "ln_f");
  }

  private attend(input: readonly number[], layer: number, cache: LayerCache): number[] {
    const { n_embd, n_head, scale_attn_weights, scale_attn_by_inverse_layer_idx } = this.config;
    const name = `h.${layer}.attn`;
    const size = n_embd / n_head;
    const divisor = (scale_attn_weights ? Math.sqrt(size) : 1) * (scale_attn_by_inverse_layer_idx ? layer + 1 : 1);
    const qkv = this.linear(input, `${name}.c_attn`);
    cache.keys.push(qkv.slice(n_embd, 2 * n_embd));
    cache.values.push(qkv.slice(2 * n_embd));
    const merged: number[] = [];
    for (let head = 0; head < n_head; head++) {
      const own = range(size).map((i) => head * size + i);
      const scores = cache.keys.map((key) => sum(own.map((i) => at(qkv, i) * at(key, i))) / divisor);
      const highest = Math.max(...scores);
      const weights = scores.map((score) => Math.exp(score - highest));
      const total = sum(weights);
      for (const i of own)
        merged.push(sum(weights.map((weight, p) => (weight * at(cache.values[p] ?? [], i)) / total)));
    }
    return this.linear(merged, `${name}.c_proj`);
  }

  private linear(input: readonly number[], name: string): number[] {
    const weight = this.weights(`${name}.weight`);
    const bias = this.weights(`${name}.bias`);
    const output = Array.from(bias);
    input.forEach((value, i) => {
      for (let o = 0; o < output.length; o++) output[o] = at(output, o) + value * at(weight, i * output.length + o);
    });
    return output;
  }

  private norm(input: readonly number[], name: string): number[] {
    const gain = this.weights(`${name}.weight`);
    const bias = this.weights(`${name}.bias`);
    const mean = sum(input) / input.length;
    const variance = sum(input.map((value) => (value - mean) ** 2)) / input.length;
    const scale = 1 / Math.sqrt(variance + this.config.layer_norm_epsilon);
    return input.map((value, i) => (value - mean) * scale * at(gain, i) + at(bias, i));
  }

  private project(hidden: readonly number[]): Float64Array {
    return Float64Array.from({ length: this.vocabSize }, (_, id) =>
      sum(hidden.map((value, i) => value * at(this.head, id * hidden.length + i))),
    );
  }
}

function at(values: ArrayLike<number>, index: number): number {
  const value = values[index];
  if (value === undefined) throw new Error(`no value ${index} of ${values.length}`);
  return value;
}

function range(length: number): number[] {
  return Array.from({ length }, (_, i) => i);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function add(a: readonly number[], b: readonly number[]): number[] {
  return a.map((value, i) => value + at(b, i));
}
