import * as v from "valibot";
import { refuseFile } from "../contract/refuse-file.ts";
import { checkModelType } from "./architecture.ts";
import type { ConfigObject } from "./config.ts";
import { GPT2_LIMITS as MOST } from "./limits.ts";

/** The sizes that whoever runs a model has to know, under their names in `config.json`. */
export interface Gpt2Sizes {
  readonly vocab_size: number;
  readonly n_positions: number;
  readonly n_embd: number;
  readonly n_layer: number;
  readonly n_head: number;
}

const size = (most: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(most));
export const optionalSize = (most: number) => v.nullish(size(most));

/** `GPT2Config` of transformers knows each of these sizes but the vocabulary's by two names. */
export const sizeFields = {
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

export function parseFields<const Schema extends v.GenericSchema>(
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
export function decideSizes(
  given: v.InferOutput<typeof sizesOnly>,
  otherwise: (field: keyof Gpt2Sizes) => number,
): Gpt2Sizes {
  return {
    vocab_size: given.vocab_size ?? otherwise("vocab_size"),
    n_positions: given.max_position_embeddings ?? given.n_positions ?? otherwise("n_positions"),
    n_embd: given.hidden_size ?? given.n_embd ?? otherwise("n_embd"),
    n_layer: given.num_hidden_layers ?? given.n_layer ?? otherwise("n_layer"),
    n_head: given.num_attention_heads ?? given.n_head ?? otherwise("n_head"),
  };
}

export function checkHeads({ n_embd, n_head }: Gpt2Sizes, path: string): void {
  if (n_embd % n_head === 0) return;
  throw refuseFile(path, "heads", { n_embd: `${n_embd}`, n_head: `${n_head}` });
}
