import { Refusal } from "../contract/outcome.ts";

/** What the kernel needs of a GPT-2 `config.json`, under the names used there. */
export interface KernelShape {
  readonly n_embd: number;
  readonly n_head: number;
  readonly n_layer: number;
  readonly n_inner: number;
  readonly n_positions: number;
  readonly vocab_size: number;
  readonly activation_function: string;
  readonly layer_norm_epsilon: number;
  readonly scale_attn_weights: boolean;
  readonly scale_attn_by_inverse_layer_idx: boolean;
  readonly tie_word_embeddings: boolean;
}

/** WebAssembly addresses at most 4 GB; the last 64 MB are left for scratch and a little cache. */
const MOST_BYTES = 2 ** 32 - 2 ** 26;

/** Bits of a weight in the kernel: int8, or two of them for what was float. */
export type WeightBits = 8 | 16;

/** Bytes of the packed weights; the cache comes on top as texts grow. */
export function weightBytes(shape: KernelShape, bits: WeightBits = 8): number {
  const { n_embd, n_inner, n_layer, vocab_size, n_positions } = shape;
  const padded = (value: number, to: number) => Math.ceil(value / to) * to;
  const linear = (rows: number, columns: number) => padded(rows, 4) * (padded(columns, 16) + 8) * (bits / 8);
  const layer = linear(3 * n_embd, n_embd) + linear(n_embd, n_embd) + linear(n_inner, n_embd) + linear(n_embd, n_inner);
  const ends = linear(vocab_size, n_embd) * (shape.tie_word_embeddings ? 1 : 2);
  return n_layer * (layer + 16 * n_embd) + ends + 4 * n_positions * n_embd;
}

/**
 * The bits that weights get of those they are worth: 8 where 16 cannot fit the 4 GB of WebAssembly.
 * @throws Refusal `limit_exceeded` where 8 cannot either
 */
export function fittingBits(shape: KernelShape, worth: WeightBits): WeightBits {
  if (weightBytes(shape, worth) <= MOST_BYTES) return worth;
  const bytes = weightBytes(shape);
  if (bytes <= MOST_BYTES) return 8;
  const gigabytes = (bytes / 1e9).toFixed(1);
  throw new Refusal("limit_exceeded", `The model's int8 weights take ${gigabytes} GB; WebAssembly holds at most 4.`, {
    hint: "Use a smaller model, or a device with WebGPU.",
  });
}
