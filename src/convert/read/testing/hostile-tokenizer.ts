import type { FailureCode } from "../../../contract/failure-parameters.ts";
import type { HostileCase, HostileCases } from "./hostile-case.ts";
import { TINY_TOKENIZER, tinyFiles } from "./tiny-checkpoint.ts";

const fast = (name: string, json: unknown, code: FailureCode = "tokenizer_mismatch"): HostileCase => ({
  name: `tokenizer: ${name}`,
  code,
  files: tinyFiles({ "tokenizer.json": typeof json === "string" ? json : JSON.stringify(json) }),
});
const model = (name: string, change: object, code?: FailureCode) =>
  fast(name, { ...TINY_TOKENIZER, model: { ...TINY_TOKENIZER.model, ...change } }, code);
const whole = (name: string, change: object, code?: FailureCode) => fast(name, { ...TINY_TOKENIZER, ...change }, code);

export function* hostileTokenizers(): HostileCases {
  yield* vocabularies();
  yield* models();
  yield* patterns();
  yield* added();
  yield* texts();
  yield* slow();
}

/** T9: ids that are not exactly the rows of the embedding. */
function* vocabularies(): HostileCases {
  const bad: Record<string, unknown> = {
    "two tokens with one id": { a: 0, b: 1, ab: 1 },
    "a gap": { a: 0, b: 1, ab: 3 },
    "ids from 1": { a: 1, b: 2, ab: 3 },
    "more tokens than rows": { a: 0, b: 1, ab: 2, c: 3 },
    "an id far away": { a: 0, b: 1, ab: 2 ** 40 },
    "a negative id": { a: 0, b: 1, ab: -1 },
    "a fractional id": { a: 0, b: 1, ab: 1.5 },
    "an id of 2^53": { a: 0, b: 1, ab: 2 ** 53 },
    "an id as text": { a: 0, b: 1, ab: "2" },
    "an id that is null": { a: 0, b: 1, ab: null },
    "an id that is an object": { a: 0, b: 1, ab: {} },
    "a list": ["a", "b", "ab"],
    "an empty one": {},
    none: null,
    "a text": "ab",
  };
  for (const [name, vocab] of Object.entries(bad)) yield model(`vocabulary with ${name}`, { vocab });
  const many = Object.fromEntries(Array.from({ length: 300_000 }, (_, i) => [`t${i}`, i]));
  yield model("300,000 tokens", { vocab: many, merges: [] }, "limit_exceeded");
}

function* models(): HostileCases {
  for (const type of ["Unigram", "WordPiece", "WordLevel", "constructor", "", 7])
    yield model(`model ${JSON.stringify(type)}`, { type });
  const merges: Record<string, unknown> = {
    "to no token": ["b a"],
    "from no token": ["a c"],
    "of one part": ["ab"],
    "of three parts": ["a b a"],
    "of nothing": [""],
    "of a pair of three": [["a", "b", "a"]],
    "of a pair of numbers": [[0, 1]],
    "of a pair with spaces": [["a ", "b"]],
    "of numbers": [0],
    "of null": [null],
  };
  for (const [name, value] of Object.entries(merges)) yield model(`merge ${name}`, { merges: value });
  for (const value of [null, "a b", {}, 7]) yield model(`merges are ${JSON.stringify(value)}`, { merges: value });
  const options = {
    dropout: 0.5,
    continuing_subword_prefix: "##",
  };
  for (const [option, value] of Object.entries(options)) yield model(option, { [option]: value });
  for (const value of [null, [], "BPE"]) yield whole(`model is ${JSON.stringify(value)}`, { model: value });
  for (const type of ["WordPiece", "Metaspace", "CTC", "Replace", "constructor"])
    yield whole(`decoder ${type}`, { decoder: { type } });
  yield whole("decoder is a text", { decoder: "ByteLevel" });
  const normalizers = [
    { type: "Replace", pattern: "a", content: "" },
    { type: "Sequence", normalizers: [{ type: "Replace", pattern: { Regex: 7 }, content: "" }] },
    { type: "Precompiled", precompiled_charsmap: 7 },
    { type: "Prepend", prepend: "x", twice: true },
    { type: "__proto__" },
    "NFC",
  ];
  for (const normalizer of normalizers) yield whole(`normalizer ${JSON.stringify(normalizer)}`, { normalizer });
}

/** Patterns that cannot be matched in linear time, or that are none, where the class takes the file as it is. */
function* patterns(): HostileCases {
  const sources = [
    "(a)\\1",
    "(?<=a)b",
    "(?i:ß)",
    "(?>",
    "[a",
    "[[a]b]",
    "a**?(",
    "(a*)*",
    "\\p{Cherokee2}",
    "\\k<x>",
    "(?x: a)",
  ];
  for (const Regex of [...sources, "(".repeat(1000), "a{999}".repeat(1000), "x".repeat(1_000_000)]) {
    const split = { type: "Split", pattern: { Regex }, behavior: "Isolated", invert: false };
    for (const [name, change] of Object.entries({
      pre_tokenizer: split,
      normalizer: { type: "Replace", pattern: { Regex }, content: "" },
    })) {
      yield {
        name: `tokenizer: ${name} with the pattern ${JSON.stringify(Regex.slice(0, 20))}`,
        code: "tokenizer_mismatch",
        files: tinyFiles({
          "tokenizer.json": JSON.stringify({ ...TINY_TOKENIZER, [name]: change }),
          "tokenizer_config.json": JSON.stringify({ tokenizer_class: "PreTrainedTokenizerFast" }),
        }),
      };
    }
  }
}

function* added(): HostileCases {
  const token = (change: object) => [{ id: 2, content: "ab", special: true, ...change }];
  const bad: Record<string, unknown> = {
    "are an object": {},
    "are texts": ["ab"],
    "without id": token({ id: undefined }),
    "with an id as text": token({ id: "2" }),
    "with a negative id": token({ id: -1 }),
    "with a fractional id": token({ id: 1.5 }),
    "with an id far away": token({ id: 2 ** 40, content: "c" }),
    "with another token's id": token({ id: 0 }),
    "that take an id away": token({ id: 0, content: "c" }),
    "without content": token({ content: undefined }),
    "with a number as content": token({ content: 7 }),
    "with empty content": [...token({}), { id: 2, content: "" }],
    "with an unknown flag": token({ sticky: true }),
  };
  for (const [name, added_tokens] of Object.entries(bad)) yield whole(`added tokens ${name}`, { added_tokens });
  const long = "x".repeat(1000);
  const vocab = { a: 0, b: 1, [long]: 2 };
  const longToken = {
    ...TINY_TOKENIZER,
    added_tokens: token({ content: long }),
    model: { ...TINY_TOKENIZER.model, vocab, merges: [] },
  };
  yield fast("an added token of 1,000 characters", longToken, "limit_exceeded");
  const many = Array.from({ length: 5000 }, (_, id) => ({ id, content: `t${id}` }));
  yield whole("five thousand added tokens", { added_tokens: many }, "limit_exceeded");
}

function* texts(): HostileCases {
  for (const text of ["", "null", "[]", "{", '{"model":', "<html>", '{"a":1}']) {
    yield fast(`the text ${JSON.stringify(text)}`, text, text === '{"a":1}' ? "tokenizer_mismatch" : "malformed_file");
  }
  const good = JSON.stringify(TINY_TOKENIZER);
  yield fast("a token twice", good.replace('"a":0', '"a":0,"a":1'), "malformed_file");
  yield fast("a token twice by escape", good.replace('"a":0', '"a":0,"\\u0061":1'), "malformed_file");
  yield fast("__proto__ as token", good.replace('"a":0', '"__proto__":0'));
  yield fast("deep lists", good.replace("null", "[".repeat(1_000_000)), "limit_exceeded");
  yield fast("13 MB", good.replace('"1.0"', `"${"x".repeat(13_000_000)}"`), "limit_exceeded");
  for (const tokenizer_class of [
    "BertTokenizer",
    "T5Tokenizer",
    "RobertaTokenizerFast",
    "BertJapaneseTokenizer",
    "",
    7,
    ["GPT2Tokenizer"],
  ]) {
    const files = tinyFiles({ "tokenizer_config.json": JSON.stringify({ tokenizer_class }) });
    yield { name: `tokenizer: class ${JSON.stringify(tokenizer_class)}`, code: "tokenizer_mismatch", files };
  }
  for (const name of ["tokenizer_config.json", "special_tokens_map.json"]) {
    yield { name: `tokenizer: ${name} is a list`, code: "malformed_file", files: tinyFiles({ [name]: "[]" }) };
  }
}

/** `vocab.json`, `merges.txt` and `added_tokens.json`. */
function* slow(): HostileCases {
  const good = { "tokenizer.json": null, "vocab.json": '{"a":0,"b":1,"ab":2}', "merges.txt": "#version: 0.2\na b\n" };
  const legacy = (
    name: string,
    change: Record<string, string | null>,
    code: FailureCode = "tokenizer_mismatch",
  ): HostileCase => ({
    name: `legacy tokenizer: ${name}`,
    code,
    files: tinyFiles({ ...good, ...change }),
  });
  yield legacy("no files", { "vocab.json": null, "merges.txt": null });
  yield legacy("no vocab.json", { "vocab.json": null });
  yield legacy("no merges.txt", { "merges.txt": null });
  yield legacy("vocabulary with a gap", { "vocab.json": '{"a":0,"b":1,"ab":3}' });
  yield legacy("two tokens with one id", { "vocab.json": '{"a":0,"b":1,"ab":1}' });
  yield legacy("vocabulary is a list", { "vocab.json": '["a","b","ab"]' }, "malformed_file");
  yield legacy("a token twice", { "vocab.json": '{"a":0,"b":1,"ab":2,"a":2}' }, "malformed_file");
  for (const merges of ["a b a", "ab", "b a", "a c", " a b", "a  b", "# version"]) {
    yield legacy(`the merges ${JSON.stringify(merges)}`, { "merges.txt": merges });
  }
  for (const extra of ['{"c":1.5}', '{"c":-1}', '{"c":"3"}', '{"c":0}', '{"a":2}', '{"c":null}', '{"":2}']) {
    yield legacy(`the added tokens ${extra}`, { "added_tokens.json": extra });
  }
  for (const extra of ["[]", '{"a":0', "null"])
    yield legacy(`the added tokens ${extra}`, { "added_tokens.json": extra }, "malformed_file");
  const decoder = (value: unknown) => ({ "tokenizer_config.json": JSON.stringify({ added_tokens_decoder: value }) });
  for (const value of [
    { "0x3": { content: "c" } },
    { x: { content: "c" } },
    { "-1": { content: "c" } },
    { "2": {} },
    { "2": 7 },
    { "0": { content: "c" } },
  ]) {
    yield legacy(`added_tokens_decoder ${JSON.stringify(value)}`, decoder(value));
  }
}
