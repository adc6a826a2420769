import { refuseTokenizer } from "../contract/refuse-file.ts";
import { byteIds } from "./byte-ids.ts";
import { keepShort } from "./keep-short.ts";
import { PrefixTree, ROOT } from "./prefix-tree.ts";
import type { UnigramModel } from "./schema/model.ts";
import type { Tokenize } from "./tokenize.ts";

/** An unknown character costs so much more than the worst token (SentencePiece's kUnkPenalty). */
const UNKNOWN_PENALTY = 10;
const NOWHERE = -1;

/**
 * Unigram: of all ways to cut a text into tokens the one with the highest sum of scores (Viterbi's algorithm), found from left to
 * right as the library does, of equal ones the first. Unknown characters side by side are one token.
 */
export function makeUnigram(model: UnigramModel): Tokenize {
  const tree = new PrefixTree(model.vocab);
  const scores = Float64Array.from(model.scored, ([, score]) => score);
  const unknown = { id: model.unk_id ?? NOWHERE, score: lowest(scores) - UNKNOWN_PENALTY };
  return keepShort((text) => {
    const path = bestPath(text, tree, scores, unknown);
    return partsOf(text, path, unknown.id).flatMap((part) => idsOf(part, model));
  });
}

/** In a loop: there may be more scores than arguments of a function. */
function lowest(scores: Float64Array): number {
  return scores.reduce((least, score) => Math.min(least, score), Number.POSITIVE_INFINITY);
}

interface Path {
  /** For each place the start of the best token that ends there. */
  readonly starts: Int32Array;
  readonly ids: Int32Array;
}

function bestPath(
  text: string,
  tree: PrefixTree,
  scores: Float64Array,
  unknown: { readonly id: number; readonly score: number },
): Path {
  const starts = new Int32Array(text.length + 1).fill(NOWHERE);
  const ids = new Int32Array(text.length + 1);
  const best = new Float64Array(text.length + 1);
  const offer = (start: number, end: number, id: number, score: number) => {
    if (starts[end] !== NOWHERE && score <= (best[end] ?? 0)) return;
    if (id === NOWHERE) throw refuseTokenizer("tokenizer.json", "no_unk_id", { character: text.slice(start, end) });
    starts[end] = start;
    ids[end] = id;
    best[end] = score;
  };
  for (let start = 0; start < text.length; ) {
    const soFar = best[start] ?? 0;
    const next = start + ((text.codePointAt(start) ?? 0) > 0xffff ? 2 : 1);
    let isKnown = false;
    tree.visitFrom(text, start, ROOT, (id, end) => {
      offer(start, end, id, (scores[id] ?? 0) + soFar);
      if (end === next) isKnown = true;
    });
    if (!isKnown) offer(start, next, unknown.id, unknown.score + soFar);
    start = next;
  }
  return { starts, ids };
}

/** The texts of the tokens on the path. */
function partsOf(text: string, { starts, ids }: Path, unknown: number): string[] {
  const parts: string[] = [];
  let unknownEnd = 0;
  for (let end = text.length; end > 0; ) {
    const start = starts[end] ?? 0;
    if (ids[end] === unknown) unknownEnd ||= end;
    else {
      if (unknownEnd > 0) parts.push(text.slice(end, unknownEnd));
      unknownEnd = 0;
      parts.push(text.slice(start, end));
    }
    end = start;
  }
  if (unknownEnd > 0) parts.push(text.slice(0, unknownEnd));
  return parts.reverse();
}

/** A text that is no token becomes bytes where all of them are tokens. */
function idsOf(part: string, { vocab, unk_id, byte_fallback }: UnigramModel): readonly number[] {
  const id = vocab.get(part);
  if (id !== undefined) return [id];
  return (byte_fallback ? byteIds(part, vocab) : undefined) ?? [unk_id ?? 0];
}
