import { makeNote, type Note } from "../../contract/outcome.ts";
import { refuseTokenizer } from "../../contract/refuse-file.ts";
import type { JsonObject } from "../../contract/strict-json.ts";
import { unsupported } from "../../tokenizer/refuse.ts";
import type { TokenizerFile } from "../../tokenizer/schema.ts";
import { GPT2_CLASS } from "./classes/byte-pair-classes.ts";
import { type ClassRecipe, scoredTokens } from "./classes/class-recipe.ts";
import { findRecipe, isOtherClass, RECIPE_NAMES } from "./classes/find-recipe.ts";
import { isByteLevel, unusedByGpt2 } from "./tokenizer-parts.ts";

/** Classes of Python that build a tokenizer anew from vocabulary and merges, cutting words as GPT-2 does. */
const AS_GPT2 = ["GPT2Tokenizer", "CodeGenTokenizer"];
/** Classes that take the file as it is. */
const AS_FILE = ["PreTrainedTokenizer", "TokenizersBackend", "PythonBackend", "BloomTokenizer"];

/** A tokenizer class of Python, and how it uses the files. */
interface ClassChoice {
  /** Without the suffix `Fast`. */
  readonly name: string;
  /** Absent for a class that takes the file as it is. */
  readonly recipe?: ClassRecipe;
  /** What the class leaves out, a sentence each. */
  readonly notes: readonly Note[];
}

/** What is known of a repository's tokenizer when its class is chosen. */
interface ClassedFiles {
  /** Absent where other files stand for it. */
  readonly file?: TokenizerFile;
  /** Of `tokenizer.json` or what stands for it. */
  readonly path: string;
  readonly config: JsonObject;
  /** `tokenizer_class` of `config.json`. */
  readonly named: unknown;
}

/**
 * Chooses the tokenizer class as transformers 5 does. A file that is not about bytes is taken as it is where nothing names another
 * class than GPT-2's: nothing of it would be left. So is one of a class that transformers does not know.
 * @throws Refusal `tokenizer_mismatch` for a class that is not followed, and for a setting that would change the ids
 */
export function chooseClass(files: ClassedFiles): ClassChoice {
  const { config, named, file, path } = files;
  if (config.get("split_special_tokens") === true) {
    throw unsupported("tokenizer_config.json", "split_special_tokens", true);
  }
  const own = config.get("tokenizer_class") ?? undefined;
  const given = own ?? named ?? AS_GPT2[0];
  const name = typeof given === "string" ? given.replace(/Fast$/, "") : "";
  if (AS_GPT2.includes(name)) return chooseGpt2(name, file, path);
  if (AS_FILE.includes(name) || (name === "LlamaTokenizer" && file !== undefined && namesByteLevel(file)))
    return { name, notes: [] };
  const recipe = findRecipe(name);
  if (recipe !== undefined) {
    if (recipe.kind === "Unigram" && file !== undefined) scoredTokens(file.model, name);
    return { name, recipe, notes: [] };
  }
  if (name === "" || isOtherClass(name)) throw refuseClass(own === undefined, given);
  return { name, notes: [makeNote("unknown_class", { path, name })] };
}

/** Anywhere, as transformers asks for it. */
function namesByteLevel(file: TokenizerFile): boolean {
  return isByteLevel(file) || JSON.stringify(file.post_processor).includes('"ByteLevel"');
}

function refuseClass(isOfModel: boolean, name: unknown) {
  return refuseTokenizer(isOfModel ? "config.json" : "tokenizer_config.json", "tokenizer_class", {
    name: String(name),
    names: [...AS_GPT2, ...AS_FILE.slice(0, 2), ...RECIPE_NAMES],
  });
}

function chooseGpt2(name: string, file: TokenizerFile | undefined, path: string): ClassChoice {
  const unused = file === undefined ? [] : unusedByGpt2(file);
  const [part] = unused;
  if (file !== undefined && part !== undefined && !(file.model.type === "BPE" && isByteLevel(file)))
    return { name, notes: [makeNote("tokenizer_as_file", { path, name, part })] };
  return {
    name,
    recipe: GPT2_CLASS,
    notes: unused.map((part) => makeNote("tokenizer_part", { path, part, name })),
  };
}
