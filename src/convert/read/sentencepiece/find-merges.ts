import { PIECE, type SentencePieceModel } from "./read-model.ts";

/** A merge, by the two tokens, and what it is sorted by, the first number first. */
interface Candidate {
  readonly pair: readonly [string, string];
  readonly keys: readonly number[];
}

type Pairs = readonly (readonly [string, string])[];

/**
 * The merges that a vocabulary without them allows, as transformers makes them for its classes over BPE: every two tokens that are
 * one together, in the order of what they make.
 */
export function findMerges(vocab: ReadonlyMap<string, number>): Pairs {
  const found: Candidate[] = [];
  for (const [token, id] of vocab) {
    const own = splitsOf(token).flatMap(([left, right]): Candidate[] => {
      const [a, b] = [vocab.get(left), vocab.get(right)];
      const lengths = [countCharacters(left), countCharacters(right)];
      return a === undefined || b === undefined ? [] : [{ pair: [left, right], keys: [id, ...lengths, a, b] }];
    });
    found.push(...own);
  }
  return sortPairs(found);
}

/**
 * The same from the scores of normal pieces, as transformers makes them where it takes SentencePiece's file as it is: the best score
 * first, of equal ones the piece that comes first.
 */
export function rankMerges(model: SentencePieceModel, tokenOf: (id: number) => string | undefined): Pairs {
  const normal = new Map<string, readonly [number, number]>();
  for (const [id, { score, type }] of model.pieces.entries()) {
    const token = tokenOf(id);
    if (type === PIECE.normal && token !== undefined) normal.set(token, [score, id]);
  }
  const found = [...normal].flatMap(([token, [score, id]]) =>
    splitsOf(token).flatMap(([left, right]): Candidate[] =>
      normal.has(left) && normal.has(right) ? [{ pair: [left, right], keys: [-score, id] }] : [],
    ),
  );
  return sortPairs(found);
}

/** Every way to cut a text in two, between characters. */
function splitsOf(token: string): (readonly [string, string])[] {
  const splits: (readonly [string, string])[] = [];
  let at = 0;
  for (const character of token) {
    if (at > 0) splits.push([token.slice(0, at), token.slice(at)]);
    at += character.length;
  }
  return splits;
}

function countCharacters(text: string): number {
  return [...text].length;
}

function sortPairs(found: Candidate[]): Pairs {
  return found.sort(compare).map(({ pair }) => pair);
}

/** What is equal by its numbers is sorted by its texts, as Python sorts them: by code points. */
function compare(a: Candidate, b: Candidate): number {
  for (const [index, key] of a.keys.entries()) {
    const difference = key - (b.keys[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return compareTexts(a.pair[0], b.pair[0]) || compareTexts(a.pair[1], b.pair[1]);
}

function compareTexts(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  for (const [index, character] of left.entries()) {
    const difference = (character.codePointAt(0) ?? 0) - (right[index]?.codePointAt(0) ?? -1);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}
