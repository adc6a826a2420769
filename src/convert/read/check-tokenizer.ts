import { parseStrictJson } from "../../contract/strict-json.ts";
import { readTokenizerHead } from "../../tokenizer/read-tokenizer.ts";
import { applyClass } from "./tokenizer-class.ts";
import { gpt2File } from "./tokenizer-parts.ts";

/** The beginnings of the files that say what kind of tokenizer a checkpoint has. */
export interface TokenizerStart {
  /** Of `tokenizer.json`; absent where `vocab.json` and `merges.txt` stand for it. */
  readonly file?: string;
  /** `tokenizer_config.json`, whole. */
  readonly settings?: string;
  /** `tokenizer_class` of `config.json`. */
  readonly tokenizerClass?: unknown;
}

/**
 * Refuses a tokenizer by its kind, before its vocabulary is here; what cannot be told yet is left to `readTokenizer`.
 * @throws Refusal `tokenizer_mismatch` that names file, field and value, `malformed_file`
 */
export function checkTokenizerStart({ file, settings = "{}", tokenizerClass }: TokenizerStart): void {
  const head =
    file === undefined ? gpt2File({ vocab: new Map(), merges: [] }, false, null) : readTokenizerHead(file, FAST);
  const json = parseStrictJson(settings, SETTINGS);
  if (head !== undefined && json instanceof Map) applyClass(head, json, tokenizerClass, FAST);
}

const FAST = "tokenizer.json";
const SETTINGS = "tokenizer_config.json";
