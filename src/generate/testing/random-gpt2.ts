import type { Gpt2Config } from "../../gpt2/config.ts";
import { findTensor, shapeOf } from "../../gpt2/tensors.ts";
import { ReferenceGpt2 } from "../../gpt2/testing/reference-gpt2.ts";
import { randomStream } from "../random.ts";

/** A tiny GPT-2 with random weights, the same for the same seed: for tests that need a model but no certain answer. */
export function randomGpt2(seed: number, changes: Partial<Gpt2Config> = {}): ReferenceGpt2 {
  const config: Gpt2Config = {
    vocab_size: 256,
    n_positions: 64,
    n_embd: 16,
    n_layer: 2,
    n_head: 2,
    n_inner: 64,
    activation_function: "gelu_new",
    layer_norm_epsilon: 1e-5,
    scale_attn_weights: true,
    scale_attn_by_inverse_layer_idx: false,
    reorder_and_upcast_attn: false,
    tie_word_embeddings: true,
    ...changes,
  };
  const random = randomStream(seed, 0);
  const tensors = new Map<string, Float32Array>();
  return new ReferenceGpt2(config, (name) => {
    let tensor = tensors.get(name);
    if (tensor === undefined) {
      const center = /ln_\w+\.weight$/.test(name) ? 1 : 0;
      tensor = Float32Array.from({ length: sizeOf(name, config) }, () => center + (random() - 0.5));
      tensors.set(name, tensor);
    }
    return tensor;
  });
}

function sizeOf(name: string, config: Gpt2Config): number {
  const tensor = findTensor(config, name);
  if (tensor === undefined) throw new Error(`no tensor ${name}`);
  return shapeOf(tensor).reduce((product, size) => product * size, 1);
}
