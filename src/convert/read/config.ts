import * as v from "valibot";
import type { NamedBytes } from "../../contract/bytes.ts";
import { malformed } from "../../contract/malformed.ts";
import { parseActivation } from "../../gpt2/activations.ts";
import type { Gpt2Config } from "../checkpoint.ts";
import { checkArchitecture, unsupported } from "./architecture.ts";
import { readJson } from "./json-file.ts";

const size = (most: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(most));
const optionalSize = (most: number) => v.nullish(size(most));

/** Upper bounds far over any GPT-2 (XL: 48 layers of 1,600), so that no product of them overflows. */
const LAYERS = 512;
const WIDTH = 65_536;
const POSITIONS = 1_048_576;
const VOCABULARY = 2_097_152;

/** Defaults are those of `GPT2Config` in transformers, which also knows the second names. */
const fields = v.object({
  vocab_size: v.optional(size(VOCABULARY), 50_257),
  n_positions: optionalSize(POSITIONS),
  max_position_embeddings: optionalSize(POSITIONS),
  n_embd: optionalSize(WIDTH),
  hidden_size: optionalSize(WIDTH),
  n_layer: optionalSize(LAYERS),
  num_hidden_layers: optionalSize(LAYERS),
  n_head: optionalSize(WIDTH),
  num_attention_heads: optionalSize(WIDTH),
  n_inner: optionalSize(4 * WIDTH),
  activation_function: v.optional(v.string(), "gelu_new"),
  layer_norm_epsilon: v.optional(v.pipe(v.number(), v.finite(), v.gtValue(0), v.ltValue(1)), 1e-5),
  scale_attn_weights: v.optional(v.boolean(), true),
  scale_attn_by_inverse_layer_idx: v.optional(v.boolean(), false),
  reorder_and_upcast_attn: v.optional(v.boolean(), false),
  tie_word_embeddings: v.optional(v.boolean(), true),
  add_cross_attention: v.nullish(v.boolean()),
});

export interface ConfigFile {
  readonly config: Gpt2Config;
  /** The whole file, for what else is in it: generation settings of old. */
  readonly json: Readonly<Record<string, unknown>>;
}

/**
 * Reads `config.json`. `vocab_size` is what the file says; the embedding may know better.
 * @throws Refusal `unsupported_architecture` that names the architecture, `malformed_file`
 */
export async function readConfig(file: NamedBytes): Promise<ConfigFile> {
  const json = await readJson(file);
  checkArchitecture(json, file.path);
  const parsed = v.safeParse(fields, json);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw malformed(file.path, `${v.getDotPath(issue) ?? "a field"} is impossible: ${issue.message}.`);
  }
  const given = parsed.output;
  const n_embd = given.n_embd ?? given.hidden_size ?? 768;
  const config: Gpt2Config = {
    vocab_size: given.vocab_size,
    n_positions: given.n_positions ?? given.max_position_embeddings ?? 1024,
    n_embd,
    n_layer: given.n_layer ?? given.num_hidden_layers ?? 12,
    n_head: given.n_head ?? given.num_attention_heads ?? 12,
    n_inner: given.n_inner ?? 4 * n_embd,
    activation_function: given.activation_function,
    layer_norm_epsilon: given.layer_norm_epsilon,
    scale_attn_weights: given.scale_attn_weights,
    scale_attn_by_inverse_layer_idx: given.scale_attn_by_inverse_layer_idx,
    reorder_and_upcast_attn: given.reorder_and_upcast_attn,
    tie_word_embeddings: given.tie_word_embeddings,
  };
  if (config.n_embd % config.n_head !== 0) {
    throw malformed(file.path, `n_embd ${config.n_embd} is no multiple of n_head ${config.n_head}.`);
  }
  if (given.add_cross_attention) throw unsupported(file.path, "GPT-2 with cross-attention");
  parseActivation(config.activation_function, file.path);
  return { config, json };
}
