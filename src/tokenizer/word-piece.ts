import { PrefixTree, ROOT } from "./prefix-tree.ts";
import type { WordPieceModel } from "./schema/model.ts";
import { unknownOf, type Tokenize } from "./tokenize.ts";

/**
 * WordPiece: at each place of a word the longest token, with a prefix within it; a word that is not all tokens is unknown as a
 * whole. Linear in the word's length.
 */
export function makeWordPiece(model: WordPieceModel): Tokenize {
  const tree = new PrefixTree(model.vocab);
  const prefix = model.continuing_subword_prefix;
  const inner = prefix === "" ? ROOT : tree.nodeOf(prefix);
  return (word) => {
    const ids = isLonger(word, model.max_input_chars_per_word) ? undefined : piecesOf(word, tree, inner, prefix === "");
    return ids ?? [unknownOf(model.unk_token, model.vocab)];
  };
}

function isLonger(word: string, most: number): boolean {
  return word.length > most && [...word].length > most;
}

function piecesOf(word: string, tree: PrefixTree, inner: number, isBare: boolean): number[] | undefined {
  const ids: number[] = [];
  for (let start = 0; start < word.length; ) {
    // No token begins with the prefix.
    if (start > 0 && inner === ROOT && !isBare) return undefined;
    const { id, end } = longestAt(word, start, tree, start === 0 ? ROOT : inner);
    if (id < 0) return undefined;
    ids.push(id);
    start = end;
  }
  return ids;
}

function longestAt(word: string, start: number, tree: PrefixTree, root: number): { id: number; end: number } {
  let best = { id: -1, end: start };
  tree.visitFrom(word, start, root, (id, end) => {
    best = { id, end };
  });
  return best;
}
