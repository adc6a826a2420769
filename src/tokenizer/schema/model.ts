import * as v from "valibot";
import { flag, MAX_ID, tokenId, text, count } from "./fields.ts";

/** `left right`, in newer files `[left, right]`. */
export type Merge = string | readonly [string, string];

function isVocabulary(input: unknown): boolean {
  if (!(input instanceof Map)) return false;
  for (const id of input.values()) if (!Number.isInteger(id) || id < 0 || id > MAX_ID) return false;
  return true;
}

function isMerges(input: unknown): boolean {
  const isPair = (merge: unknown) =>
    Array.isArray(merge) && merge.length === 2 && typeof merge[0] === "string" && typeof merge[1] === "string";
  return Array.isArray(input) && input.every((merge) => typeof merge === "string" || isPair(merge));
}

// By hand: with a schema for each entry, reading GPT-2's own takes twice as long.
const vocab = v.custom<ReadonlyMap<string, number>>(isVocabulary, "tokens with their ids");

const bpe = v.strictObject({
  type: v.literal("BPE"),
  /** Random cuts, for training alone. */
  dropout: v.nullish(v.literal(0), null),
  unk_token: v.nullish(text, null),
  continuing_subword_prefix: v.nullish(text, null),
  end_of_word_suffix: v.nullish(text, null),
  fuse_unk: flag(false),
  byte_fallback: flag(false),
  ignore_merges: flag(false),
  vocab,
  merges: v.custom<readonly Merge[]>(isMerges, "pairs of tokens"),
});

const wordPiece = v.strictObject({
  type: v.literal("WordPiece"),
  unk_token: text,
  continuing_subword_prefix: text,
  max_input_chars_per_word: count,
  vocab,
});

const wordLevel = v.strictObject({ type: v.literal("WordLevel"), unk_token: text, vocab });

/** A token with its score, a logarithm of its share; its place in the list is its id. */
export type ScoredToken = readonly [string, number];

function isScoredTokens(input: unknown): boolean {
  const isScored = (item: unknown) =>
    Array.isArray(item) && item.length === 2 && typeof item[0] === "string" && Number.isFinite(item[1]);
  return Array.isArray(input) && input.every(isScored);
}

const unigram = v.strictObject({
  type: v.literal("Unigram"),
  unk_id: v.nullish(tokenId, null),
  byte_fallback: flag(false),
  vocab: v.custom<readonly ScoredToken[]>(isScoredTokens, "tokens with their scores"),
});

/** What a Unigram model has beside its tokens. */
interface UnigramOptions {
  readonly unk_id: number | null;
  readonly byte_fallback: boolean;
}

export interface UnigramModel extends UnigramOptions {
  readonly type: "Unigram";
  readonly vocab: ReadonlyMap<string, number>;
  /** As the file has them: a token may be there twice, and then the last one is meant in a text. */
  readonly scored: readonly ScoredToken[];
}

export function makeUnigramModel(
  { unk_id, byte_fallback }: UnigramOptions,
  scored: readonly ScoredToken[],
): UnigramModel {
  const byToken = new Map(scored.map(([token], id) => [token, id]));
  return { type: "Unigram", unk_id, byte_fallback, vocab: byToken, scored };
}

export type BpeModel = v.InferOutput<typeof bpe>;
export type WordPieceModel = v.InferOutput<typeof wordPiece>;
export type WordLevelModel = v.InferOutput<typeof wordLevel>;
export type Model = BpeModel | WordPieceModel | WordLevelModel | UnigramModel;

export const model = v.pipe(
  v.variant("type", [bpe, wordPiece, wordLevel, unigram]),
  v.transform((given): Model => (given.type === "Unigram" ? makeUnigramModel(given, given.vocab) : given)),
);
