import type { FailureCode } from "../../../contract/failure-parameters.ts";
import { charsmapOf, offset, oneRule } from "../../../tokenizer/testing/charsmap.ts";
import type { HostileCase, HostileCases } from "./hostile-case.ts";
import { TINY_TOKENIZER, tinyFiles } from "./tiny-checkpoint.ts";

const SETTINGS = JSON.stringify({ tokenizer_class: "PreTrainedTokenizerFast" });
const A = "a".charCodeAt(0);

const asFile = (name: string, change: object | string, code: FailureCode = "tokenizer_mismatch"): HostileCase => ({
  name: `tokenizer model: ${name}`,
  code,
  files: tinyFiles({
    "tokenizer.json": typeof change === "string" ? change : JSON.stringify({ ...TINY_TOKENIZER, ...change }),
    "tokenizer_config.json": SETTINGS,
  }),
});

/** Models other than BPE, their normalizers and their decoders. */
export function* hostileModels(): HostileCases {
  yield* unigrams();
  yield* wordPieces();
  yield* wordLevels();
  yield* charsmaps();
  yield* parts();
}

const SCORED = [
  ["a", -1],
  ["b", -2],
  ["ab", -3],
];

function* unigrams(): HostileCases {
  const unigram = { type: "Unigram", unk_id: 0, vocab: SCORED, byte_fallback: false };
  const of = (name: string, change: object, code?: FailureCode) =>
    asFile(`Unigram with ${name}`, { model: { ...unigram, ...change } }, code);
  const vocabularies: Record<string, unknown> = {
    "no tokens": [],
    "ids in the place of scores": { a: 0, b: 1, ab: 2 },
    "a token without a score": [["a"]],
    "a token with two scores": [["a", -1, -2]],
    "a score without a token": [[-1, "a"]],
    "a score as text": [["a", "-1"]],
    "a score that is null": [["a", null]],
    "a token that is a number": [[7, -1]],
    "texts alone": ["a", "b", "ab"],
    "a text": "ab",
    null: null,
    "more tokens than rows": [...SCORED, ["c", -4]],
  };
  for (const [name, vocab] of Object.entries(vocabularies)) yield of(name, { vocab });
  for (const unk_id of [3, 2 ** 31, 2 ** 40, -1, 0.5, "0", [], {}])
    yield of(`the unk_id ${JSON.stringify(unk_id)}`, { unk_id });
  for (const byte_fallback of ["yes", 1, []])
    yield of(`byte_fallback ${JSON.stringify(byte_fallback)}`, { byte_fallback });
  yield of("a field of its own", { alpha: 0.1 });
  const text = JSON.stringify({ ...TINY_TOKENIZER, model: unigram });
  for (const [score, code] of [
    ["1e999", "malformed_file"],
    ["-1e999", "malformed_file"],
    ["NaN", "tokenizer_mismatch"],
    ["-Infinity", "tokenizer_mismatch"],
  ] as const)
    yield asFile(`Unigram with the score ${score}`, text.replace("-3", score), code);
  const many = Array.from({ length: 300_000 }, (_, i) => [`t${i}`, -i]);
  yield of("300,000 tokens", { vocab: many }, "limit_exceeded");
  yield of("a token of 10,000 characters", { vocab: [...SCORED.slice(1), ["x".repeat(10_000), -1]] }, "limit_exceeded");
  const long = Array.from({ length: 8000 }, (_, i) => [`${"x".repeat(1000)}${i}`, -1]);
  yield of("eight million characters", { vocab: long }, "limit_exceeded");
}

function* wordPieces(): HostileCases {
  const model = { unk_token: "a", continuing_subword_prefix: "##", max_input_chars_per_word: 100 };
  const pieces = { type: "WordPiece", ...model, vocab: { a: 0, b: 1, ab: 2 } };
  const of = (name: string, change: object, code?: FailureCode) =>
    asFile(`WordPiece with ${name}`, { model: { ...pieces, ...change } }, code);
  for (const [field, values] of Object.entries({
    unk_token: [null, 7, undefined],
    continuing_subword_prefix: [null, 7, undefined],
    max_input_chars_per_word: [null, -1, 1.5, "100", 2 ** 60, undefined],
    vocab: [SCORED, null, {}, { a: 0, b: 0, ab: 2 }, { a: 0, b: 1, ab: 3 }, { a: -1 }, { a: 0.5 }, { a: "0" }],
    merges: [["a b"], []],
  })) {
    for (const value of values) yield of(`${field} ${JSON.stringify(value)}`, { [field]: value });
  }
  yield of("a token of 10,000 characters", { vocab: { a: 0, b: 1, ["x".repeat(10_000)]: 2 } }, "limit_exceeded");
}

function* wordLevels(): HostileCases {
  const words = { type: "WordLevel", vocab: { a: 0, b: 1, ab: 2 }, unk_token: "a" };
  for (const change of [
    { unk_token: undefined },
    { unk_token: null },
    { vocab: SCORED },
    { vocab: { a: 0, b: 0 } },
    { vocab: { a: 0, b: 9 } },
    { merges: [] },
    { byte_fallback: true },
  ])
    yield asFile(`WordLevel with ${JSON.stringify(change)}`, { model: { ...words, ...change } });
}

function* charsmaps(): HostileCases {
  const of = (name: string, precompiled_charsmap: unknown) =>
    asFile(`charsmap: ${name}`, { normalizer: { type: "Precompiled", precompiled_charsmap } });
  for (const value of [null, 7, [], {}, "", "A", "AAA", "AAAA", "====", "a$==", "AAAAAAAA", "AAAA AAAA", "_-_-"])
    yield of(JSON.stringify(value), value);
  const rule = (units: number[], text: string | Uint8Array = "x\0") => charsmapOf(units, text);
  const sound = oneRule(A, 0);
  for (const claimed of [0, 3, 4 * sound.length + 4, 2 ** 31, 2 ** 32 - 1])
    yield of(`${claimed} bytes of trie`, charsmapOf(sound, "", claimed));
  for (const at of [3, 4, 255, 0x7fff_ffff]) yield of(`a rule at ${at}`, rule(oneRule(A, at), "é"));
  yield of("a rule within a character", rule(oneRule(A, 1), "é\0"));
  yield of("texts that are no UTF-8", rule(sound, Uint8Array.of(0xc3, 0)));
  yield of("texts with half a surrogate pair", rule(sound, Uint8Array.of(0xed, 0xa0, 0x80, 0)));
  for (const by of [768, 4096, 2 ** 20, 2 ** 21]) yield of(`a root at ${by}`, rule([offset(by), ...sound.slice(1)]));
  yield of("a root that shifts far away", rule([0xffff_ffff, ...sound.slice(1)]));
  for (const length of [1, 2, 255, 300, 511]) yield of(`a trie of ${length} units`, rule(sound.slice(0, length)));
  yield of("a value far away", rule(oneRule(A, 0, { [256 ^ A]: A | (1 << 8) | offset(2 ** 20) })));
  yield of("a child far away", rule(oneRule(A, 0, { [256 ^ A]: A | offset(2 ** 20) })));
}

function* parts(): HostileCases {
  const bert = {
    type: "BertNormalizer",
    clean_text: true,
    handle_chinese_chars: true,
    strip_accents: null,
    lowercase: true,
  };
  for (const change of [
    { clean_text: null },
    { lowercase: "yes" },
    { strip_accents: 1 },
    { handle_chinese_chars: undefined },
  ])
    yield asFile(`BertNormalizer with ${JSON.stringify(change)}`, { normalizer: { ...bert, ...change } });
  for (const decoder of [
    { type: "WordPiece", prefix: 7, cleanup: true },
    { type: "WordPiece", prefix: "##" },
    { type: "CTC", pad_token: null, word_delimiter_token: "|", cleanup: true },
  ])
    yield asFile(`decoder ${JSON.stringify(decoder)}`, { decoder });
}
