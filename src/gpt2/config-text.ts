import * as v from "valibot";
import { refuseFile } from "../contract/refuse-file.ts";
import { parseStrictObject, plainJson } from "../contract/strict-json.ts";
import { type Gpt2Sizes, parseSizes } from "./config-sizes.ts";
import { type ConfigObject, type Gpt2Config, parseConfig } from "./config.ts";

/** Key of a graph's metadata under which our packages hold the {@link Gpt2Config} as JSON. */
export const CONFIG_KEY = "hostless.config";
/** What our graphs name as their producer. */
export const PRODUCER = "hostless";

const objectSchema = v.record(v.string(), v.unknown());

/**
 * The sizes in the text of a `config.json`, whoever wrote the graphs beside it.
 * @throws Refusal `malformed_file`, `unsupported_architecture`
 */
export function readSizes(text: string): Gpt2Sizes {
  return parseSizes(parseObject(text, "config.json"), "config.json");
}

/**
 * The configuration in the metadata of a graph of ours. Every field that the converter writes must be there: a default in the
 * place of one that was lost would give wrong texts.
 * @param path of the graph
 * @throws Refusal `malformed_file`, `unsupported_architecture`
 */
export function readGraphConfig(text: string, path: string): Gpt2Config {
  const json = parseObject(text, path);
  const lost = WRITTEN.find((field) => !Object.hasOwn(json, field));
  if (lost !== undefined) throw refuseFile(path, "graph_config_lacks", { key: CONFIG_KEY, field: lost });
  return parseConfig(json, path);
}

/** What the converter has written from its beginning on. */
const WRITTEN: readonly (keyof Gpt2Config)[] = [
  "vocab_size",
  "n_positions",
  "n_embd",
  "n_layer",
  "n_head",
  "n_inner",
  "activation_function",
  "layer_norm_epsilon",
  "scale_attn_weights",
  "scale_attn_by_inverse_layer_idx",
  "tie_word_embeddings",
];

function parseObject(text: string, path: string): ConfigObject {
  return v.parse(objectSchema, plainJson(parseStrictObject(text, path)));
}
