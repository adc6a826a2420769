import { CHAT_TEMPLATE } from "../contract/chat.ts";
import { ADAPTER_CONFIG, BASE_FOLDER } from "../contract/model-folder.ts";
import { isTokenizerFile } from "../contract/tokenizer-files.ts";
import { ADAPTER_FILES } from "../convert/read/adapter.ts";
import { findForm, type Form } from "../convert/read/forms.ts";

/** Weights in the order in which they are preferred; parts are named by their index. */
const WEIGHTS = [
  { whole: "model.safetensors", index: "model.safetensors.index.json", part: /^model-\d+-of-\d+\.safetensors$/ },
  { whole: "pytorch_model.bin", index: "pytorch_model.bin.index.json", part: /^pytorch_model-\d+-of-\d+\.bin$/ },
];

/** Where a vocabulary lies without a `tokenizer.json`. */
export const VOCABULARY_FILES = [
  "vocab.json",
  "merges.txt",
  "vocab.txt",
  "spiece.model",
  "tokenizer.model",
  "sentencepiece.bpe.model",
];

/** What a tokenizer is made of where nothing converts it. */
export const TOKENIZER_FILES = [
  "tokenizer.json",
  "tokenizer_config.json",
  ...VOCABULARY_FILES,
  "added_tokens.json",
  "special_tokens_map.json",
];

/** What the converter reads beside the weights. */
const SIDE_FILES = ["config.json", "generation_config.json", CHAT_TEMPLATE, ADAPTER_CONFIG, "README.md"];

/**
 * The files of a repository or folder that make a checkpoint: one form of the weights and what belongs to them, an adapter and its
 * base. Empty where there are no weights. Other programs' forms come after transformers' own.
 */
export function checkpointPaths(paths: readonly string[]): readonly string[] {
  if (!paths.includes(ADAPTER_CONFIG)) return modelPaths(paths);
  const adapter = ADAPTER_FILES.filter((name) => paths.includes(name)).slice(0, 1);
  const base = modelPaths(basePaths(paths)).map((path) => BASE_FOLDER + path);
  const own = base.length > 0 ? sidesOf(paths) : modelPaths(paths);
  return own.length === 0 ? [] : [...new Set([...own, ...adapter, ...base])];
}

/** The files of an adapter's base, from its folder. */
export function basePaths(paths: readonly string[]): readonly string[] {
  return paths.filter((path) => path.startsWith(BASE_FOLDER)).map((path) => path.slice(BASE_FOLDER.length));
}

function modelPaths(paths: readonly string[]): readonly string[] {
  for (const { whole, index, part } of WEIGHTS) {
    const weights = paths.includes(whole) ? [whole] : paths.filter((path) => path === index || part.test(path));
    if (weights.length > 0) return [...sidesOf(paths), ...weights];
  }
  const weights = foreignForm(paths)?.choose(paths.filter(isTop)) ?? [];
  return weights.length === 0 ? [] : [...new Set([...sidesOf(paths), ...weights])];
}

function sidesOf(paths: readonly string[]): readonly string[] {
  return paths.filter((path) => SIDE_FILES.includes(path) || (isTop(path) && isTokenizerFile(path)));
}

/** The form of another program that weights are in, where they are not in transformers' own. */
export function foreignForm(paths: readonly string[]): Form | undefined {
  const isOwn = WEIGHTS.some(({ whole, index, part }) =>
    paths.some((path) => path === whole || path === index || part.test(path)),
  );
  return isOwn ? undefined : findForm(paths.filter(isTop));
}

/** Whether a file is in the repository's own folder. */
export function isTop(path: string): boolean {
  return !path.includes("/");
}
