import { byteIds } from "./byte-ids.ts";
import { keepShort } from "./keep-short.ts";
import { MergeTable } from "./merge-table.ts";
import { mergeWord } from "./merge-word.ts";
import type { BpeModel, Merge } from "./schema/model.ts";
import { type Tokenize, unknownOf } from "./tokenize.ts";

/** A merge as it is written: `left right`, in newer files `[left, right]`. */
export function pairOf(merge: Merge): readonly [string, string] | undefined {
  if (typeof merge !== "string") return merge;
  const space = merge.indexOf(" ");
  if (space < 0 || merge.includes(" ", space + 1)) return undefined;
  return [merge.slice(0, space), merge.slice(space + 1)];
}

/** The token that a merge makes: the prefix of tokens inside a word is not repeated. */
export function mergedToken(left: string, right: string, prefix: string | null): string | undefined {
  if (!prefix) return left + right;
  return right.startsWith(prefix) ? left + right.slice(prefix.length) : undefined;
}

/** Byte-pair encoding as the tokenizers library does it; all merges have been checked. */
export function makeBpe(model: BpeModel): Tokenize {
  const { vocab } = model;
  const merges = mergesOf(model);
  const merge = keepShort((word) => mergeWord(charactersOf(word, model), merges));
  return (word) => {
    const whole = model.ignore_merges ? vocab.get(word) : undefined;
    return whole === undefined ? merge(word) : [whole];
  };
}

function mergesOf({ vocab, merges, continuing_subword_prefix: prefix }: BpeModel): MergeTable {
  const found = new MergeTable(merges.length);
  merges.forEach((merge, rank) => {
    const [left = "", right = ""] = pairOf(merge) ?? [];
    const [a, b, id] = [vocab.get(left), vocab.get(right), vocab.get(mergedToken(left, right, prefix) ?? "")];
    if (a === undefined || b === undefined || id === undefined) return;
    found.set(a, b, { rank, id });
  });
  return found;
}

/** Ids of the characters of a word; what has none becomes bytes, the unknown token, or nothing, in this order. */
function charactersOf(word: string, model: BpeModel): number[] {
  const { vocab, continuing_subword_prefix: prefix, end_of_word_suffix: suffix } = model;
  const ids: number[] = [];
  /** Whether an unknown token is due; the library writes it when the next known character comes. */
  let pending = false;
  const flush = () => {
    if (pending && model.unk_token !== null) ids.push(unknownOf(model.unk_token, vocab));
    pending = false;
  };
  const characters = [...word];
  characters.forEach((character, index) => {
    const start = index > 0 && prefix ? prefix + character : character;
    const symbol = index === characters.length - 1 && suffix ? start + suffix : start;
    const id = vocab.get(symbol);
    if (id !== undefined) {
      flush();
      ids.push(id);
      return;
    }
    const bytes = model.byte_fallback ? byteIds(symbol, vocab) : undefined;
    if (bytes) ids.push(...bytes);
    else {
      if (!model.fuse_unk) flush();
      pending = true;
    }
  });
  flush();
  return ids;
}
