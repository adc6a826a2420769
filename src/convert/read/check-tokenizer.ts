import { parseStrictJson } from "../../contract/strict-json.ts";
import { readTokenizerHead } from "../../tokenizer/read-tokenizer.ts";
import { chooseClass } from "./tokenizer-class.ts";
import { findPieceFile, findVocabulary, refuseVocabulary } from "./tokenizer-source.ts";

/** The beginnings of the files that say what kind of tokenizer a checkpoint has. */
interface TokenizerStart {
  /** Of all files. */
  readonly names: readonly string[];
  /** Of `tokenizer.json`; absent where other files stand for it. */
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
export function checkTokenizerStart({ names, file, settings = "{}", tokenizerClass }: TokenizerStart): void {
  const head = file === undefined ? undefined : readTokenizerHead(file, FAST);
  const json = parseStrictJson(settings, SETTINGS);
  // A file whose beginning cannot be read is judged as a whole, when it is here.
  if (!(json instanceof Map) || (file !== undefined && head === undefined)) return;
  const choice = chooseClass({ config: json, named: tokenizerClass, path: FAST, ...(head && { file: head }) });
  const { name, recipe } = choice;
  if (findPieceFile(names, recipe) !== undefined) return;
  if (findVocabulary(names, recipe?.vocabFile) === undefined) throw refuseVocabulary(names, recipe?.vocabFile, name);
}

const FAST = "tokenizer.json";
const SETTINGS = "tokenizer_config.json";
