import * as v from "valibot";
import { parseActivation } from "./activations.ts";
import { checkArchitecture } from "./architecture.ts";
import { type Gpt2Sizes, optionalSize, sizeFields, parseFields, decideSizes, checkHeads } from "./config-sizes.ts";
import { GPT2_LIMITS as MOST } from "./limits.ts";

/** The fields of a GPT-2 `config.json` that change the result, under their own names, all decided. */
export interface Gpt2Config extends Gpt2Sizes {
  readonly n_inner: number;
  readonly activation_function: string;
  readonly layer_norm_epsilon: number;
  readonly scale_attn_weights: boolean;
  readonly scale_attn_by_inverse_layer_idx: boolean;
  readonly reorder_and_upcast_attn: boolean;
  readonly tie_word_embeddings: boolean;
}

/** An object of a JSON file, as plain data with own keys only. */
export type ConfigObject = Readonly<Record<string, unknown>>;

/** Defaults are those of `GPT2Config`. */
const allFields = v.object({
  ...sizeFields,
  n_inner: optionalSize(MOST.inner),
  activation_function: v.optional(v.string(), "gelu_new"),
  layer_norm_epsilon: v.optional(v.pipe(v.number(), v.finite(), v.gtValue(0), v.ltValue(1)), 1e-5),
  scale_attn_weights: v.optional(v.boolean(), true),
  scale_attn_by_inverse_layer_idx: v.optional(v.boolean(), false),
  reorder_and_upcast_attn: v.optional(v.boolean(), false),
  tie_word_embeddings: v.optional(v.boolean(), true),
});

/** What transformers takes for a size that `config.json` leaves out. */
const DEFAULTS: Gpt2Sizes = { vocab_size: 50_257, n_positions: 1024, n_embd: 768, n_layer: 12, n_head: 12 };

/**
 * All of a checkpoint's `config.json`. `vocab_size` is what the file says; the embedding may know better.
 * @param path of the file, for messages
 * @throws Refusal `unsupported_architecture` that names the architecture, `malformed_file`
 */
export function parseConfig(json: ConfigObject, path: string): Gpt2Config {
  checkArchitecture(json, path);
  const given = parseFields(allFields, json, path);
  const sizes = decideSizes(given, (field) => DEFAULTS[field]);
  checkHeads(sizes, path);
  parseActivation(given.activation_function, path);
  return {
    ...sizes,
    n_inner: given.n_inner ?? 4 * sizes.n_embd,
    activation_function: given.activation_function,
    layer_norm_epsilon: given.layer_norm_epsilon,
    scale_attn_weights: given.scale_attn_weights,
    scale_attn_by_inverse_layer_idx: given.scale_attn_by_inverse_layer_idx,
    reorder_and_upcast_attn: given.reorder_and_upcast_attn,
    tie_word_embeddings: given.tie_word_embeddings,
  };
}
