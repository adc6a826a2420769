import type { Checkpoint } from "../src/convert/checkpoint.ts";
import { addAttentionBias } from "../src/convert/graph/attention.ts";
import { GraphBuilder } from "../src/convert/graph/graph-builder.ts";
import { GraphWeights } from "../src/convert/graph/graph-weights.ts";
import { transpose } from "../src/convert/quantize/transpose.ts";
import type { ElementType } from "../src/onnx/element-type.ts";
import { type StoredTensor, TENSOR_ALIGNMENT } from "../src/onnx/stored-tensor.ts";

export interface StockModel {
  readonly graph: Uint8Array;
  /** The one file of external data. */
  readonly data: Uint8Array;
}

/**
 * GPT-2 as exporters and `quantize_dynamic` lay it out, and as the q8 files on the Hub are: attention and GELU in single
 * steps, matrices as uint8 with one scale each behind DynamicQuantizeLinear and MatMulInteger, the embedding float32.
 */
export async function buildStockModel(checkpoint: Checkpoint, dataFile: string): Promise<StockModel> {
  const store = new DataStore(dataFile);
  for (const name of checkpoint.tensorNames) store.addTensor(checkpoint, name, await checkpoint.tensor(name));
  const data = store.toBytes();
  return { graph: new StockGraph(checkpoint, store.tensors).build(), data };
}

class DataStore {
  readonly tensors: StoredTensor[] = [];
  readonly #chunks: { readonly offset: number; readonly bytes: Uint8Array }[] = [];
  readonly #file: string;
  #length = 0;

  constructor(file: string) {
    this.#file = file;
  }

  addTensor({ config }: Checkpoint, name: string, values: Float32Array): void {
    const floats = (dims: readonly number[]) =>
      this.#add(name, "float32", dims, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    if (name === "wte.weight") {
      floats([config.vocab_size, config.n_embd]);
      this.#addQuantized("head.weight", transpose(values, config.n_embd), config.n_embd);
    } else if (name === "wpe.weight") floats([config.n_positions, config.n_embd]);
    else if (!/\.c_\w+\.weight$/.test(name)) floats([values.length]);
    else this.#addQuantized(name, values, name.endsWith("mlp.c_proj.weight") ? config.n_inner : config.n_embd);
  }

  toBytes(): Uint8Array {
    const all = new Uint8Array(this.#length);
    for (const { offset, bytes } of this.#chunks) all.set(bytes, offset);
    return all;
  }

  #addQuantized(name: string, values: Float32Array, inputs: number): void {
    let [low, high] = [0, 0];
    for (const value of values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    const scale = (high - low) / 255;
    const zero = Math.round(-low / scale);
    const steps = Uint8Array.from(values, (value) => Math.round(value / scale) + zero);
    this.#add(name, "uint8", [inputs, values.length / inputs], steps);
    this.#add(`${name}_zero_point`, "uint8", [], Uint8Array.of(zero));
    this.#add(`${name}_scale`, "float32", [], new Uint8Array(Float32Array.of(scale).buffer));
  }

  #add(name: string, type: ElementType, dims: readonly number[], bytes: Uint8Array): void {
    const offset = Math.ceil(this.#length / TENSOR_ALIGNMENT) * TENSOR_ALIGNMENT;
    this.#chunks.push({ offset, bytes });
    this.#length = offset + bytes.length;
    this.tensors.push({ name, type, dims, file: this.#file, offset, length: bytes.length });
  }
}

class StockGraph {
  readonly #checkpoint: Checkpoint;
  readonly #graph = new GraphBuilder();
  readonly #weights: GraphWeights;

  constructor(checkpoint: Checkpoint, tensors: readonly StoredTensor[]) {
    this.#checkpoint = checkpoint;
    this.#weights = new GraphWeights(this.#graph, tensors);
  }

  build(): Uint8Array {
    const { config } = this.#checkpoint;
    const [graph, weights] = [this.#graph, this.#weights];
    const ids = graph.input("input_ids", "int64", ["batch_size", "sequence_length"]);
    const mask = graph.input("attention_mask", "int64", ["batch_size", "total_sequence_length"]);
    const positions = graph.input("position_ids", "int64", ["batch_size", "sequence_length"]);
    const length = graph.add("Shape", [ids], { start: { int: 1 }, end: { int: 2 } });
    const bias = addAttentionBias({ graph, weights, config, dtype: "fp32" }, mask, length);
    let x = graph.add("Add", [
      graph.add("Gather", [weights.get("wte.weight"), ids]),
      graph.add("Gather", [weights.get("wpe.weight"), positions]),
    ]);
    for (let layer = 0; layer < config.n_layer; layer++) {
      x = graph.add("Add", [x, this.#attention(layer, this.#norm(`h.${layer}.ln_1`, x), bias)]);
      const inner = this.#gelu(this.#linear(`h.${layer}.mlp.c_fc`, this.#norm(`h.${layer}.ln_2`, x)));
      x = graph.add("Add", [x, this.#linear(`h.${layer}.mlp.c_proj`, inner)]);
    }
    graph.add("Identity", [this.#product("head.weight", this.#norm("ln_f", x))], {}, "logits");
    graph.output("logits", "float32", ["batch_size", "sequence_length", config.vocab_size]);
    return graph.toBytes({});
  }

  #norm(name: string, x: string): string {
    const parts = [this.#weights.get(`${name}.weight`), this.#weights.get(`${name}.bias`)];
    const epsilon = { float: this.#checkpoint.config.layer_norm_epsilon };
    return this.#graph.add("LayerNormalization", [x, ...parts], { epsilon });
  }

  #linear(name: string, x: string): string {
    return this.#graph.add("Add", [this.#product(`${name}.weight`, x), this.#weights.get(`${name}.bias`)]);
  }

  #product(name: string, x: string): string {
    const [graph, weights] = [this.#graph, this.#weights];
    const [steps, scale, zero] = [`${name}.x`, `${name}.x_scale`, `${name}.x_zero`];
    graph.addMany("DynamicQuantizeLinear", [x], [steps, scale, zero]);
    const matrix = [weights.get(name), zero, weights.get(`${name}_zero_point`)];
    const sums = graph.add("Cast", [graph.add("MatMulInteger", [steps, ...matrix])], { to: { int: 1 } });
    return graph.add("Mul", [sums, graph.add("Mul", [scale, weights.get(`${name}_scale`)])]);
  }

  #attention(layer: number, x: string, bias: string): string {
    const { n_head: heads, n_embd: width } = this.#checkpoint.config;
    const graph = this.#graph;
    const size = width / heads;
    const parts = ["q", "k", "v"].map((part) => `h.${layer}.${part}`);
    graph.addMany("Split", [this.#linear(`h.${layer}.attn.c_attn`, x)], parts, {
      axis: { int: -1 },
      num_outputs: { int: 3 },
    });
    const [query = "", key = "", value = ""] = parts.map((part) =>
      graph.add("Transpose", [graph.add("Reshape", [part, graph.integers([0, 0, heads, size])])], {
        perm: { ints: [0, 2, 1, 3] },
      }),
    );
    const joined = (kind: string, now: string) => {
      const past = graph.input(`past_key_values.${layer}.${kind}`, "float32", ["batch_size", heads, "past", size]);
      graph.add("Concat", [past, now], { axis: { int: 2 } }, `present.${layer}.${kind}`);
      graph.output(`present.${layer}.${kind}`, "float32", ["batch_size", heads, "total", size]);
      return `present.${layer}.${kind}`;
    };
    const keys = graph.add("Transpose", [joined("key", key)], { perm: { ints: [0, 1, 3, 2] } });
    const scores = graph.add("Div", [graph.add("MatMul", [query, keys]), graph.real(Math.sqrt(size), "float32")]);
    const shares = graph.add("Softmax", [graph.add("Add", [scores, bias])], { axis: { int: -1 } });
    const mixed = graph.add("Transpose", [graph.add("MatMul", [shares, joined("value", value)])], {
      perm: { ints: [0, 2, 1, 3] },
    });
    return this.#linear(`h.${layer}.attn.c_proj`, graph.add("Reshape", [mixed, graph.integers([0, 0, width])]));
  }

  /** x/2 · (1 + tanh(√(2/π) (x + 0.044715 x³))) in single steps. */
  #gelu(x: string): string {
    const graph = this.#graph;
    const real = (value: number) => graph.real(value, "float32");
    const cube = graph.add("Mul", [graph.add("Pow", [x, real(3)]), real(0.044715)]);
    const inner = graph.add("Mul", [graph.add("Add", [x, cube]), real(Math.sqrt(2 / Math.PI))]);
    const factor = graph.add("Add", [graph.add("Tanh", [inner]), real(1)]);
    return graph.add("Mul", [graph.add("Mul", [x, real(0.5)]), factor]);
  }
}
