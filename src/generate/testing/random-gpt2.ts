import { randomStream } from "../random.ts";
import { type ReferenceConfig, ReferenceGpt2 } from "./reference-gpt2.ts";

/** A tiny GPT-2 with random weights, the same for the same seed: for tests that need a model but no certain answer. */
export function randomGpt2(seed: number, changes: Partial<ReferenceConfig> = {}): ReferenceGpt2 {
  const config: ReferenceConfig = {
    vocab_size: 256,
    n_positions: 64,
    n_embd: 16,
    n_layer: 2,
    n_head: 2,
    n_inner: 64,
    activation_function: "gelu_new",
    layer_norm_epsilon: 1e-5,
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

function sizeOf(name: string, { vocab_size, n_positions, n_embd, n_inner }: ReferenceConfig): number {
  if (name === "wte.weight") return vocab_size * n_embd;
  if (name === "wpe.weight") return n_positions * n_embd;
  if (name.endsWith("c_attn.weight")) return 3 * n_embd * n_embd;
  if (name.endsWith("c_attn.bias")) return 3 * n_embd;
  if (name.endsWith("attn.c_proj.weight")) return n_embd * n_embd;
  if (name.endsWith("c_fc.bias")) return n_inner;
  if (name.endsWith("mlp.c_fc.weight") || name.endsWith("mlp.c_proj.weight")) return n_embd * n_inner;
  return n_embd;
}
