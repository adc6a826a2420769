import type { Gpt2Config } from "../../gpt2/config.ts";
import { type Gpt2Tensor, gpt2Tensors, shapeOf } from "../../gpt2/tensors.ts";
import type { Checkpoint } from "../checkpoint.ts";

export const TINY: Gpt2Config = {
  vocab_size: 50,
  n_positions: 32,
  n_embd: 48,
  n_layer: 2,
  n_head: 4,
  n_inner: 96,
  activation_function: "gelu_new",
  layer_norm_epsilon: 1e-5,
  scale_attn_weights: true,
  scale_attn_by_inverse_layer_idx: false,
  reorder_and_upcast_attn: false,
  tie_word_embeddings: true,
};

/** Values in (-1, 1) that are the same on every run. */
export function noise(length: number, seed = 1): Float32Array {
  const values = new Float32Array(length);
  let state = seed;
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    values[i] = state / 2 ** 31 - 1;
  }
  return values;
}

/** A checkpoint of random weights, for tests that need a shape and no meaning. */
export function randomCheckpoint(config: Gpt2Config = TINY): Checkpoint {
  const shapes = tensorSizes(config);
  return {
    config,
    tensorNames: [...shapes.keys()],
    async tensor(name) {
      const seed = [...name].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7) >>> 0;
      const values = noise(shapes.get(name) ?? 0, seed);
      return name.includes("ln_") && name.endsWith("weight") ? values.map((x) => 1 + x / 4) : values.map((x) => x / 4);
    },
    tokenizer: "{}",
    tokenizerConfig: "{}",
    generationConfig: { eos_token_id: 0 },
  };
}

function tensorSizes(config: Gpt2Config): Map<string, number> {
  const size = (tensor: Gpt2Tensor) => shapeOf(tensor).reduce((product, each) => product * each, 1);
  return new Map(gpt2Tensors(config).map((tensor) => [tensor.name, size(tensor)]));
}
