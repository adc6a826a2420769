import { makeNote, type Note } from "../../contract/outcome.ts";
import { isTokenizerFile } from "../../contract/tokenizer-files.ts";
import { createGpt2Tokenizer, hasGpt2Rows } from "./gpt2-tokenizer.ts";
import type { Folder } from "./weight-files.ts";
import { findOtherTokenizer } from "./without-tokenizer.ts";

/** The files to read a tokenizer from, and what the model's owner should know of them. */
export interface FoundTokenizer {
  readonly folder: Folder;
  readonly notes: readonly Note[];
}

/** Names that tokenizer files have in the libraries that save them under a model's name, and transformers' own. */
const ALIASES: readonly (readonly [RegExp, string])[] = [
  [/.\.tokenizer\.json$/, "tokenizer.json"],
  [/.-vocab\.json$|^encoder\.json$/, "vocab.json"],
  [/.-merges\.txt$|^vocab\.bpe$/, "merges.txt"],
];

/**
 * Finds the tokenizer of a model: files under transformers' names, then those under others, then GPT-2's own, which is what
 * trainers that save none were given, where the embedding has as many rows.
 * @param added files that its owner gave instead of those in the folder
 */
export async function findTokenizer(folder: Folder, rows: number, added?: Folder): Promise<FoundTokenizer> {
  if (added !== undefined) {
    const others = [...folder].filter(([name]) => !isTokenizerFile(name));
    return { folder: new Map([...others, ...nameAliases(added)]), notes: [] };
  }
  const named = nameAliases(folder);
  const names = [...named.keys()];
  const isThere = names.includes("tokenizer.json") || names.includes("vocab.json") || findOtherTokenizer(names);
  if (isThere || !hasGpt2Rows(rows)) return { folder: named, notes: [] };
  return { folder: new Map([...named, ...(await createGpt2Tokenizer())]), notes: [makeNote("gpt2_tokenizer", {})] };
}

function nameAliases(folder: Folder): Folder {
  const named = new Map(folder);
  for (const [pattern, name] of ALIASES) {
    const found = [...folder].filter(([other]) => pattern.test(other));
    const [first] = found;
    if (found.length === 1 && first && !folder.has(name)) named.set(name, { ...first[1], path: first[0] });
  }
  return named;
}
