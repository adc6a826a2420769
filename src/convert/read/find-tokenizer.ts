import { makeNote, type Note } from "../../contract/outcome.ts";
import { holdsVocabulary, isTokenizerFile } from "../../contract/tokenizer-files.ts";
import { createGpt2Tokenizer, hasGpt2Rows } from "./gpt2-tokenizer.ts";
import type { Folder } from "./weight-files.ts";

/** The files to read a tokenizer from, and what the model's owner should know of them. */
interface FoundTokenizer {
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
  if (!needsGpt2Tokenizer([...named.keys()], rows)) return { folder: named, notes: [] };
  return { folder: new Map([...named, ...(await createGpt2Tokenizer())]), notes: [makeNote("gpt2_tokenizer", {})] };
}

/** Whether files of these names leave nothing to take but GPT-2's own tokenizer, and an embedding of so many rows lets take it. */
export function needsGpt2Tokenizer(names: readonly string[], rows: number): boolean {
  return hasGpt2Rows(rows) && !names.some(holdsVocabulary);
}

/** Names that transformers would give files, each with the one that the file has; none for a name that is taken, or that two could have. */
export function findAliases(names: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    ALIASES.flatMap(([pattern, name]) => {
      const [found, ...others] = names.filter((other) => pattern.test(other));
      return found === undefined || others.length > 0 || names.includes(name) ? [] : [[name, found]];
    }),
  );
}

function nameAliases(folder: Folder): Folder {
  const named = new Map(folder);
  for (const [name, other] of findAliases([...folder.keys()])) {
    const file = folder.get(other);
    if (file) named.set(name, file);
  }
  return named;
}
