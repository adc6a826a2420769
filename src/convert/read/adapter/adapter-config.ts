import * as v from "valibot";
import { refuseAbout } from "../../../contract/refuse-file.ts";
import type { ConfigObject } from "../../../gpt2/config.ts";
import { parseFields } from "../../../gpt2/config-sizes.ts";
import { parsePattern } from "./python-pattern.ts";

/** What of `adapter_config.json` says how an adapter's tensors change the base's. */
export interface AdapterConfig {
  readonly path: string;
  /** Where the weights are that it was trained on: a repository's name or a folder of its owner's disk. */
  readonly base?: string;
  /** The base's revision. */
  readonly revision?: string;
  readonly isDora: boolean;
  /** Rank and factor of the product for a module as PEFT names it: `transformer.h.0.attn.c_attn`. */
  scalingOf(module: string): { readonly rank: number; readonly scaling: number };
  /** Whether it was trained as a whole, by `modules_to_save`. */
  isSaved(module: string): boolean;
  /** Tokens whose rows were trained. */
  readonly tokens: readonly number[];
}

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(65_536));
const factor = v.pipe(v.number(), v.finite());
const texts = v.array(v.string());
const tokens = v.array(v.pipe(v.number(), v.safeInteger(), v.minValue(0)));

/** Defaults are those of `LoraConfig`. */
const fields = v.object({
  peft_type: v.nullish(v.string(), "LORA"),
  task_type: v.nullish(v.string()),
  base_model_name_or_path: v.nullish(v.string()),
  revision: v.nullish(v.string()),
  r: v.nullish(count, 8),
  lora_alpha: v.nullish(factor, 8),
  use_rslora: v.nullish(v.boolean(), false),
  use_dora: v.nullish(v.boolean(), false),
  modules_to_save: v.nullish(
    v.union([
      texts,
      v.pipe(
        v.string(),
        v.transform((text) => [text]),
      ),
    ]),
    [],
  ),
  init_lora_weights: v.nullish(v.union([v.boolean(), v.string()]), true),
  rank_pattern: v.nullish(v.record(v.string(), count), {}),
  alpha_pattern: v.nullish(v.record(v.string(), factor), {}),
  trainable_token_indices: v.nullish(v.union([tokens, v.record(v.string(), tokens)])),
});
type Fields = v.InferOutput<typeof fields>;

/** What else PEFT writes that changes nothing once the tensors are there, or is told by their names. */
const HARMLESS = new Set([
  ...Object.keys(fields.entries),
  ...["auto_mapping", "peft_version", "inference_mode", "lora_dropout", "fan_in_fan_out", "bias", "lora_bias"],
  ...["target_modules", "exclude_modules", "layers_to_transform", "layers_pattern"],
  ...["megatron_config", "megatron_core", "loftq_config", "eva_config", "corda_config", "lora_ga_config"],
  // Only trained in another way; a group's size is read where groups are. PEFT 0.21 ties nothing of GPT-2: the names tell.
  ...["velora_config", "qalora_group_size", "runtime_config", "ensure_weight_tying"],
]);
/** Ways to begin that leave the base's weights as they are. */
const PLAIN_STARTS = new Set(["gaussian", "eva", "orthogonal", "mica"]);
const OTHER_TASKS = new Set(["SEQ_CLS", "TOKEN_CLS", "QUESTION_ANS"]);
/** One for each matrix of GPT-2 XL is 192. */
const MOST_PATTERNS = 1024;

/** @throws Refusal `unsupported_architecture` that names the setting, `malformed_file` */
export function parseAdapterConfig(json: ConfigObject, path: string): AdapterConfig {
  const given = parseFields(fields, json, path);
  checkSettings(given, json, path);
  const indices = given.trainable_token_indices ?? [];
  return {
    path,
    ...(given.base_model_name_or_path && { base: given.base_model_name_or_path }),
    ...(given.revision && { revision: given.revision }),
    isDora: given.use_dora,
    scalingOf: scalingBy(given, path),
    isSaved: (module) => given.modules_to_save.some((name) => module.endsWith(name)),
    tokens: Array.isArray(indices) ? indices : tokensOf(indices, path),
  };
}

/** The one list for the embedding: GPT-2 has no other by names of tokens. */
function tokensOf(indices: Readonly<Record<string, readonly number[]>>, path: string): readonly number[] {
  const [[name = "", list = []] = [], ...others] = Object.entries(indices);
  if (others.length === 0 && (name === "" || /(?:^|\.)wte$/.test(name))) return list;
  throw refuseSetting(path, "trainable_token_indices", indices);
}

function checkSettings(given: Fields, json: ConfigObject, path: string): void {
  if (given.peft_type.toUpperCase() !== "LORA") throw refuseSetting(path, "peft_type", given.peft_type);
  if (OTHER_TASKS.has(given.task_type ?? "")) throw refuseSetting(path, "task_type", given.task_type);
  const start = given.init_lora_weights;
  if (typeof start === "string" && !PLAIN_STARTS.has(start)) throw refuseSetting(path, "init_lora_weights", start);
  for (const name of ["rank_pattern", "alpha_pattern"] as const)
    if (Object.keys(given[name]).length > MOST_PATTERNS) throw refuseSetting(path, name, `${MOST_PATTERNS + 1} …`);
  for (const [name, value] of Object.entries(json))
    if (!HARMLESS.has(name) && !isOff(value)) throw refuseSetting(path, name, value);
}

/** As Python asks whether a setting is given. */
function isOff(value: unknown): boolean {
  if (!value) return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

function scalingBy(given: Fields, path: string): AdapterConfig["scalingOf"] {
  const [ranks, alphas] = [
    readPatterns(given.rank_pattern, "rank_pattern", path),
    readPatterns(given.alpha_pattern, "alpha_pattern", path),
  ];
  return (module) => {
    const rank = ranks(module) ?? given.r;
    const alpha = alphas(module) ?? given.lora_alpha;
    return { rank, scaling: alpha / (given.use_rslora ? Math.sqrt(rank) : rank) };
  };
}

/** The first pattern that takes a name's end, from its beginning or behind a dot. */
function readPatterns(patterns: Readonly<Record<string, number>>, field: string, path: string) {
  const parsed = Object.entries(patterns).map(([source, value]) => {
    const pattern = parsePattern(source);
    if (pattern === undefined) throw refuseSetting(path, field, source);
    return { pattern, value };
  });
  return (module: string): number | undefined => {
    const starts = [0, ...[...module.matchAll(/\./g)].map(({ index }) => index + 1)];
    return parsed.find(({ pattern }) => starts.some((start) => pattern.matches(module, start)))?.value;
  };
}

const SHOWN = 200;

function refuseSetting(path: string, field: string, value: unknown) {
  const text = (typeof value === "string" ? value : JSON.stringify(value)) ?? "";
  return refuseAbout("unsupported_architecture", path, "adapter_setting", { field, value: text.slice(0, SHOWN) });
}
