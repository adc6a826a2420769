import { makeNote, type Note } from "../../contract/outcome.ts";
import { refuseTokenizer } from "../../contract/refuse-file.ts";
import type { JsonObject } from "../../contract/strict-json.ts";
import { unsupported } from "../../tokenizer/refuse.ts";
import type { TokenizerFile } from "../../tokenizer/schema.ts";
import { gpt2File, isByteLevel, unusedByGpt2 } from "./tokenizer-parts.ts";

/** Classes of Python that build a tokenizer anew from vocabulary and merges, cutting words as GPT-2 does. */
const AS_GPT2 = ["GPT2Tokenizer", "CodeGenTokenizer"];
/** Classes that take the file as it is. */
const AS_FILE = ["PreTrainedTokenizer", "TokenizersBackend", "PythonBackend"];

/** A tokenizer file as the class in Python uses it. */
export interface ClassedTokenizer {
  readonly file: TokenizerFile;
  readonly asGpt2: boolean;
  /** What the class leaves out, a sentence each. */
  readonly notes: readonly Note[];
}

/**
 * Applies `tokenizer_class` as transformers 5 does. GPT-2's class takes vocabulary, merges and post-processor alone from the
 * file; a file that is not about bytes is taken as it is all the same, since nothing of it would be left.
 * @throws Refusal `tokenizer_mismatch` for another class, and for a setting that would change the ids
 */
export function applyClass(file: TokenizerFile, config: JsonObject, named: unknown, path: string): ClassedTokenizer {
  if (config.get("split_special_tokens") === true) {
    throw unsupported("tokenizer_config.json", "split_special_tokens", true);
  }
  const own = config.get("tokenizer_class") ?? undefined;
  const given = own ?? named ?? AS_GPT2[0];
  const name = typeof given === "string" ? given.replace(/Fast$/, "") : "";
  if (AS_FILE.includes(name) || (name === "LlamaTokenizer" && isByteLevel(file)))
    return { file, asGpt2: false, notes: [] };
  if (!AS_GPT2.includes(name)) {
    throw refuseTokenizer(own === undefined ? "config.json" : "tokenizer_config.json", "tokenizer_class", {
      name: String(given),
      names: [...AS_GPT2, ...AS_FILE],
    });
  }
  const unused = unusedByGpt2(file);
  const [part] = unused;
  const { model } = file;
  if (model.type !== "BPE" || (part !== undefined && !isByteLevel(file)))
    return { file, asGpt2: false, notes: [makeNote("tokenizer_as_file", { path, name, part: part ?? "" })] };
  const rebuilt = gpt2File(model, config.get("add_prefix_space") === true, file.post_processor);
  return { file: rebuilt, asGpt2: true, notes: unused.map((part) => makeNote("tokenizer_part", { path, part, name })) };
}
