import * as v from "valibot";
import { BEHAVIORS } from "./split.ts";

/*
 * What is understood of a tokenizer.json, field by field, as the tokenizers library reads it. Objects are strict: a field or
 * value that is not listed is refused by its name, since to leave it out could mean other ids.
 */

const flag = (otherwise: boolean) => v.optional(v.boolean(), otherwise);
const MAX_ID = 0xffff_ffff;
const tokenId = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(MAX_ID));
const text = v.string();
const character = v.pipe(
  v.string(),
  v.check((given) => [...given].length === 1, "one character"),
);

const pattern = v.union([v.strictObject({ String: text }), v.strictObject({ Regex: text })]);
export type PatternSource = v.InferOutput<typeof pattern>;

const replacement = v.strictObject({ type: v.literal("Replace"), pattern, content: text });

const simpleNormalizers = [
  v.strictObject({ type: v.picklist(["NFC", "NFD", "NFKC", "NFKD", "Lowercase", "StripAccents", "ByteLevel", "Nmt"]) }),
  v.strictObject({
    type: v.literal("BertNormalizer"),
    clean_text: v.boolean(),
    handle_chinese_chars: v.boolean(),
    /** Without a word on it, as `lowercase`. */
    strip_accents: v.nullish(v.boolean(), null),
    lowercase: v.boolean(),
  }),
  /** Rules of SentencePiece, in base64. */
  v.strictObject({ type: v.literal("Precompiled"), precompiled_charsmap: text }),
  v.strictObject({ type: v.literal("Strip"), strip_left: v.boolean(), strip_right: v.boolean() }),
  v.strictObject({ type: v.literal("Prepend"), prepend: text }),
  replacement,
] as const;
type SimpleNormalizer = v.InferOutput<(typeof simpleNormalizers)[number]>;
export type Normalizer = SimpleNormalizer | { type: "Sequence"; normalizers: Normalizer[] };
const normalizer: v.GenericSchema<unknown, Normalizer> = v.variant("type", [
  ...simpleNormalizers,
  v.strictObject({ type: v.literal("Sequence"), normalizers: v.array(v.lazy(() => normalizer)) }),
]);

const byteLevel = v.strictObject({
  type: v.literal("ByteLevel"),
  add_prefix_space: flag(false),
  trim_offsets: flag(true),
  use_regex: flag(true),
});

const metaspace = v.strictObject({
  type: v.literal("Metaspace"),
  replacement: character,
  prepend_scheme: v.optional(v.picklist(["always", "never", "first"])),
  split: v.nullish(v.boolean(), true),
  /** What older files have instead of the scheme, and beside the replacement. */
  add_prefix_space: v.optional(v.boolean()),
  str_rep: v.optional(text),
});
export type Metaspace = v.InferOutput<typeof metaspace>;

const simplePreTokenizers = [
  byteLevel,
  metaspace,
  v.strictObject({ type: v.picklist(["Whitespace", "WhitespaceSplit", "BertPreTokenizer"]) }),
  v.strictObject({ type: v.literal("Digits"), individual_digits: flag(false) }),
  v.strictObject({ type: v.literal("Punctuation"), behavior: v.optional(v.picklist(BEHAVIORS), "Isolated") }),
  v.strictObject({ type: v.literal("CharDelimiterSplit"), delimiter: character }),
  v.strictObject({
    type: v.literal("Split"),
    pattern,
    behavior: v.picklist(BEHAVIORS),
    invert: flag(false),
  }),
  v.strictObject({ type: v.literal("FixedLength"), length: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) }),
] as const;
type SimplePreTokenizer = v.InferOutput<(typeof simplePreTokenizers)[number]>;
export type PreTokenizer = SimplePreTokenizer | { type: "Sequence"; pretokenizers: PreTokenizer[] };
const preTokenizer: v.GenericSchema<unknown, PreTokenizer> = v.variant("type", [
  ...simplePreTokenizers,
  v.strictObject({ type: v.literal("Sequence"), pretokenizers: v.array(v.lazy(() => preTokenizer)) }),
]);

const typeId = v.optional(v.number(), 0);
const piece = v.union([
  v.strictObject({ SpecialToken: v.strictObject({ id: text, type_id: typeId }) }),
  v.strictObject({ Sequence: v.strictObject({ id: v.picklist(["A", "B"]), type_id: typeId }) }),
]);
export type TemplatePiece = v.InferOutput<typeof piece>;
const named = v.strictTuple([text, tokenId]);

/** An object as a map; `v.record` would leave out `prototype` and `constructor`, which are words like others. */
const byName = <T extends v.GenericSchema>(value: T) =>
  v.pipe(
    v.custom<object>((input) => typeof input === "object" && input !== null && !Array.isArray(input), "an object"),
    v.transform((input) => new Map(Object.entries(input))),
    v.map(v.string(), value),
  );

const simplePostProcessors = [
  byteLevel,
  v.strictObject({
    type: v.literal("TemplateProcessing"),
    single: v.array(piece),
    pair: v.optional(v.array(piece), []),
    special_tokens: v.optional(
      byName(v.strictObject({ id: text, ids: v.array(tokenId), tokens: v.array(text) })),
      () => ({}),
    ),
  }),
  v.strictObject({ type: v.literal("BertProcessing"), sep: named, cls: named }),
  v.strictObject({
    type: v.literal("RobertaProcessing"),
    sep: named,
    cls: named,
    trim_offsets: flag(true),
    add_prefix_space: flag(true),
  }),
] as const;
type SimplePostProcessor = v.InferOutput<(typeof simplePostProcessors)[number]>;
export type PostProcessor = SimplePostProcessor | { type: "Sequence"; processors: PostProcessor[] };
const postProcessor: v.GenericSchema<unknown, PostProcessor> = v.variant("type", [
  ...simplePostProcessors,
  v.strictObject({ type: v.literal("Sequence"), processors: v.array(v.lazy(() => postProcessor)) }),
]);

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const simpleDecoders = [
  byteLevel,
  metaspace,
  v.strictObject({ type: v.picklist(["Fuse", "ByteFallback"]) }),
  v.strictObject({ type: v.literal("BPEDecoder"), suffix: v.optional(text, "</w>") }),
  v.strictObject({ type: v.literal("WordPiece"), prefix: text, cleanup: v.boolean() }),
  v.strictObject({ type: v.literal("CTC"), pad_token: text, word_delimiter_token: text, cleanup: v.boolean() }),
  v.strictObject({ type: v.literal("Strip"), content: character, start: count, stop: count }),
  replacement,
] as const;
type SimpleDecoder = v.InferOutput<(typeof simpleDecoders)[number]>;
export type Decoder = SimpleDecoder | { type: "Sequence"; decoders: Decoder[] };
const decoder: v.GenericSchema<unknown, Decoder> = v.variant("type", [
  ...simpleDecoders,
  v.strictObject({ type: v.literal("Sequence"), decoders: v.array(v.lazy(() => decoder)) }),
]);

const addedToken = v.pipe(
  v.strictObject({
    id: tokenId,
    content: v.pipe(v.string(), v.minLength(1)),
    single_word: flag(false),
    lstrip: flag(false),
    rstrip: flag(false),
    normalized: v.optional(v.boolean()),
    special: flag(false),
  }),
  v.transform((token) => ({ ...token, normalized: token.normalized ?? !token.special })),
);

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

const model = v.pipe(
  v.variant("type", [bpe, wordPiece, wordLevel, unigram]),
  v.transform((given): Model => (given.type === "Unigram" ? makeUnigramModel(given, given.vocab) : given)),
);

export const tokenizerFile = v.strictObject({
  version: v.optional(v.literal("1.0"), "1.0"),
  /** Of use in training; transformers switches both off for a prompt. */
  truncation: v.optional(v.unknown()),
  padding: v.optional(v.unknown()),
  added_tokens: v.optional(v.array(addedToken), []),
  normalizer: v.nullish(normalizer, null),
  pre_tokenizer: v.nullish(preTokenizer, null),
  post_processor: v.nullish(postProcessor, null),
  decoder: v.nullish(decoder, null),
  model,
});
export type TokenizerFile = v.InferOutput<typeof tokenizerFile>;
