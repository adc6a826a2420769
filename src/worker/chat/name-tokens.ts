import type { ModelFiles } from "../../contract/bytes.ts";
import { type Json, type JsonObject, parseStrictJson } from "../../contract/strict-json.ts";
import { nameRoles, roleTexts } from "../../convert/read/added-tokens.ts";
import type { ClassRecipe } from "../../convert/read/classes/class-recipe.ts";
import { ROLES } from "../../convert/read/special-tokens.ts";
import { chooseClass } from "../../convert/read/tokenizer-class.ts";
import { readTokenizerHead } from "../../tokenizer/read-tokenizer.ts";

const FAST = "tokenizer.json";

/**
 * The special tokens by their roles, as the tokenizer's own reader finds them: in both of its files, with what its class adds; GPT-2's
 * class has its end of text for all. A file that cannot be read says nothing: the model's codec is made already, and tells of it.
 */
export async function nameTokens(files: Pick<ModelFiles, "paths" | "text">): Promise<Readonly<Record<string, string>>> {
  const read = async (path: string) => (files.paths.includes(path) ? await files.text(path) : undefined);
  const json = async (path: string) => objectOf(await read(path), path);
  const config = await json("tokenizer_config.json");
  const named = (await json("config.json")).get("tokenizer_class");
  const recipe = recipeOf(config, named, await read(FAST));
  const [specialMap, addedTokens] = [await json("special_tokens_map.json"), new Map<string, Json>()];
  const roles = roleTexts(nameRoles({ config, specialMap, addedTokens, file: undefined }, recipe));
  return Object.fromEntries(ROLES.flatMap((role) => [...roles].filter(([name]) => name === role)));
}

function objectOf(text: string | undefined, path: string): JsonObject {
  const json = text === undefined ? undefined : attempt(() => parseStrictJson(text, path));
  return json instanceof Map ? json : new Map<string, Json>();
}

/** Nothing of a class that takes its file as it is, or that is not known. */
function recipeOf(config: JsonObject, named: unknown, text: string | undefined): ClassRecipe | undefined {
  return attempt(() => {
    const file = text === undefined ? undefined : readTokenizerHead(text, FAST);
    return chooseClass({ config, named, path: FAST, ...(file && { file }) }).recipe;
  });
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
