import { refuseFile } from "../contract/refuse-file.ts";
import * as v from "valibot";
import { parseActivation } from "./activations.ts";
import { checkArchitecture, checkModelType } from "./architecture.ts";
import { GPT2_LIMITS as MOST } from "./limits.ts";

/** The sizes that whoever runs a model has to know, under their names in `config.json`. */
export interface Gpt2Sizes {
  readonly vocab_size: number;
  readonly n_positions: number;
  readonly n_embd: number;
  readonly n_layer: number;
  readonly n_head: number;
}

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

const size = (most: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(most));
const optionalSize = (most: number) => v.nullish(size(most));

/** `GPT2Config` of transformers knows each of these sizes but the vocabulary's by two names. */
const sizeFields = {
  vocab_size: v.optional(size(MOST.vocabulary)),
  n_positions: optionalSize(MOST.positions),
  max_position_embeddings: optionalSize(MOST.positions),
  n_embd: optionalSize(MOST.width),
  hidden_size: optionalSize(MOST.width),
  n_layer: optionalSize(MOST.layers),
  num_hidden_layers: optionalSize(MOST.layers),
  n_head: optionalSize(MOST.heads),
  num_attention_heads: optionalSize(MOST.heads),
};
const sizesOnly = v.object(sizeFields);

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

/**
 * The sizes alone, for a graph that brings its own computation. None is taken by default: whoever exported the graph wrote
 * them down, and a wrong one would cut its logits wrongly.
 * @throws Refusal `unsupported_architecture`, `malformed_file` that names the field
 */
export function parseSizes(json: ConfigObject, path: string): Gpt2Sizes {
  checkModelType(json, path);
  const sizes = decideSizes(parseFields(sizesOnly, json, path), (field) => {
    throw refuseFile(path, "field_missing", { field });
  });
  checkHeads(sizes, path);
  return sizes;
}

function parseFields<const Schema extends v.GenericSchema>(
  schema: Schema,
  json: ConfigObject,
  path: string,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, json);
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw refuseFile(path, "field_impossible", { field: v.getDotPath(issue) ?? path, reason: issue.message });
}

/**
 * Takes each size by either of its names. Of two that differ the second name's counts, as in transformers, whose
 * `attribute_map` writes it over the first.
 * @param otherwise what one is that is not there
 */
function decideSizes(given: v.InferOutput<typeof sizesOnly>, otherwise: (field: keyof Gpt2Sizes) => number): Gpt2Sizes {
  return {
    vocab_size: given.vocab_size ?? otherwise("vocab_size"),
    n_positions: given.max_position_embeddings ?? given.n_positions ?? otherwise("n_positions"),
    n_embd: given.hidden_size ?? given.n_embd ?? otherwise("n_embd"),
    n_layer: given.num_hidden_layers ?? given.n_layer ?? otherwise("n_layer"),
    n_head: given.num_attention_heads ?? given.n_head ?? otherwise("n_head"),
  };
}

function checkHeads({ n_embd, n_head }: Gpt2Sizes, path: string): void {
  if (n_embd % n_head === 0) return;
  throw refuseFile(path, "heads", { n_embd: `${n_embd}`, n_head: `${n_head}` });
}
