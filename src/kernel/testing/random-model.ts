import type { Gpt2Config } from "../../gpt2/config.ts";
import type { WeightTensor } from "../weights.ts";

/** A small model; what a test is about goes over it. */
export const SMALL: Gpt2Config = {
  n_embd: 32,
  n_head: 2,
  n_layer: 2,
  n_inner: 128,
  n_positions: 64,
  vocab_size: 101,
  activation_function: "gelu_new",
  layer_norm_epsilon: 1e-5,
  scale_attn_weights: true,
  scale_attn_by_inverse_layer_idx: false,
  reorder_and_upcast_attn: false,
  tie_word_embeddings: true,
};

export interface Matrix {
  readonly inputs: number;
  readonly outputs: number;
  /** [inputs][outputs]: whole numbers in int8's range, or any where only the reference reads them. */
  readonly values: Float32Array<ArrayBuffer>;
  /** One per output. */
  readonly scale: Float32Array<ArrayBuffer>;
}

export interface RandomModel {
  readonly shape: Gpt2Config;
  readonly matrices: ReadonlyMap<string, Matrix>;
  readonly vectors: ReadonlyMap<string, Float32Array<ArrayBuffer>>;
}

/** Uniform numbers in [0, 1) that the seed decides (a linear congruential generator with the constants of Numerical Recipes). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A model whose int8 weights, scales and vectors are random, of a size that keeps activations near 1. */
export function randomModel(shape: Gpt2Config, seed = 1): RandomModel {
  const random = randomNumbers(seed);
  const matrices = new Map<string, Matrix>();
  const vectors = new Map<string, Float32Array<ArrayBuffer>>();
  const vector = (name: string, count: number, centre: number, spread: number) =>
    vectors.set(
      name,
      Float32Array.from({ length: count }, () => centre + spread * (random() - 0.5)),
    );
  const matrix = (name: string, outputs: number, inputs: number) =>
    matrices.set(name, {
      inputs,
      outputs,
      values: Float32Array.from({ length: inputs * outputs }, () => Math.round((random() - 0.5) * 254)),
      scale: Float32Array.from({ length: outputs }, () => (0.01 + 0.01 * random()) / Math.sqrt(inputs)),
    });
  for (let i = 0; i < shape.n_layer; i++) {
    for (const norm of ["ln_1", "ln_2"]) {
      vector(`h.${i}.${norm}.weight`, shape.n_embd, 1, 0.4);
      vector(`h.${i}.${norm}.bias`, shape.n_embd, 0, 0.4);
    }
    const linear = (name: string, outputs: number, inputs: number) => {
      matrix(`h.${i}.${name}`, outputs, inputs);
      vector(`h.${i}.${name}.bias`, outputs, 0, 0.4);
    };
    linear("attn.c_attn", 3 * shape.n_embd, shape.n_embd);
    linear("attn.c_proj", shape.n_embd, shape.n_embd);
    linear("mlp.c_fc", shape.n_inner, shape.n_embd);
    linear("mlp.c_proj", shape.n_embd, shape.n_inner);
  }
  vector("wpe.weight", shape.n_positions * shape.n_embd, 0, 1);
  vector("ln_f.weight", shape.n_embd, 1, 0.4);
  vector("ln_f.bias", shape.n_embd, 0, 0.4);
  matrix("wte", shape.vocab_size, shape.n_embd);
  if (!shape.tie_word_embeddings) matrix("lm_head", shape.vocab_size, shape.n_embd);
  return { shape, matrices, vectors };
}

/** The model as a q8 package has it; matrices and the positions in parts of at most `partOutputs` outputs. */
export function tensorsOf(model: RandomModel, partOutputs = Number.POSITIVE_INFINITY): WeightTensor[] {
  const tensors: WeightTensor[] = [];
  for (const [name, values] of model.vectors) {
    if (name !== "wpe.weight") tensors.push(tensor(name, "float32", [values.length], values));
    else tensors.push(...partsOf(name, "float32", values, model.shape.n_embd, partOutputs));
  }
  for (const [name, { outputs, scale, values }] of model.matrices) {
    tensors.push(tensor(`${name}.scale`, "float32", [outputs], scale));
    tensors.push(...partsOf(`${name}.weight`, "int8", Int8Array.from(values), outputs, partOutputs));
  }
  return tensors;
}

/** A matrix [rows, columns], whole or cut along its columns. */
function partsOf(
  name: string,
  type: "float32" | "int8",
  values: Float32Array<ArrayBuffer> | Int8Array<ArrayBuffer>,
  columns: number,
  most: number,
): WeightTensor[] {
  const rows = values.length / columns;
  if (columns <= most) return [tensor(name, type, [rows, columns], values)];
  return Array.from({ length: Math.ceil(columns / most) }, (_, part) => {
    const width = Math.min(most, columns - part * most);
    const own = values.filter((_value, i) => Math.floor((i % columns) / most) === part);
    return tensor(`${name}.${part}`, type, [rows, width], own);
  });
}

/** The model as an fp32 package has it. */
export function floatTensorsOf(model: RandomModel): WeightTensor[] {
  const others = tensorsOf(model).filter(({ name }) => !model.matrices.has(name.replace(/\.(?:weight|scale)$/, "")));
  const matrices = [...model.matrices].map(([name, { inputs, outputs, values, scale }]) =>
    tensor(
      `${name}.weight`,
      "float32",
      [inputs, outputs],
      values.map((value, i) => value * (scale[i % outputs] ?? 0)),
    ),
  );
  return [...others, ...matrices];
}

/** A tensor that is read in chunks of uneven sizes. */
export function tensor(
  name: string,
  type: WeightTensor["type"],
  dims: readonly number[],
  values: ArrayBufferView<ArrayBuffer>,
): WeightTensor {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return { name, type, dims, read: () => inChunks(bytes) };
}

async function* inChunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0, size = 7; start < bytes.length; start += size, size = size * 3 + 1) {
    yield bytes.subarray(start, start + size);
  }
}
