import { saying } from "../contract/testing/refused.ts";
import { readFileSync } from "node:fs";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { createTokenizer } from "./tokenizer.ts";

const golden = v.parse(
  v.object({
    tokenizer: v.record(v.string(), v.unknown()),
    cases: v.array(v.object({ text: v.string(), ids: v.array(v.number()), decoded: v.string() })),
  }),
  JSON.parse(readFileSync(new URL("fixtures/tokenizer.json", import.meta.url), "utf8")),
);

const VOCAB_SIZE = 400;

/** The golden tokenizer with some fields replaced, as text. */
function changed(fields: object = {}): string {
  return JSON.stringify({ ...golden.tokenizer, ...fields });
}

describe("createTokenizer", () => {
  const codec = createTokenizer(changed(), VOCAB_SIZE);

  it.each(golden.cases.map((entry) => [JSON.stringify(entry.text), entry] as const))(
    "encodes and decodes %s as transformers does",
    (_name, { text, ids, decoded }) => {
      expect(codec.encode(text)).toEqual(ids);
      expect(codec.decode(ids)).toBe(decoded);
    },
  );

  it("turns bytes that are no whole character, and broken surrogates, into U+FFFD", () => {
    const [first = 0] = codec.encode("😀");
    expect(codec.decode([first])).toMatch(/^\uFFFD/);
    expect(codec.decode(codec.encode("a\ud800b"))).toBe("a\uFFFDb");
  });

  it("leaves out ids that it does not know, as of padded embeddings", () => {
    const [a = 0] = codec.encode("a");
    expect(createTokenizer(changed(), 512).decode([a, 511])).toBe("a");
  });

  it("T8: matches the file's pattern in linear time", () => {
    const pattern = { type: "Split", pattern: { Regex: "(a+)+$" }, behavior: "Isolated", invert: false };
    const byteLevel = { type: "ByteLevel", add_prefix_space: false };
    const hostile = createTokenizer(
      changed({
        pre_tokenizer: { type: "Sequence", pretokenizers: [pattern, byteLevel] },
        normalizer: { type: "Replace", pattern: { Regex: "(?:b|ba|a+b)+c" }, content: "" },
      }),
      VOCAB_SIZE,
    );
    // Backtracking would take 2^10000 steps.
    const text = `${"a".repeat(10_000)}!`;
    expect(hostile.encode(text)).toEqual(codec.encode(text));
  });

  it("refuses a text with an added token that the model has no row for, and only that", () => {
    const added = { added_tokens: [{ id: 400, content: "<|pad|>", special: true }] };
    const { encode } = createTokenizer(changed(added), VOCAB_SIZE);
    expect(encode("a")).toEqual(codec.encode("a"));
    expect(() => encode("a<|pad|>")).toThrow(saying('the text holds "<|pad|>", a token with the id 400'));
  });

  it("T9: refuses ids that the model has no row for, or that stand for two tokens", () => {
    const failure = { code: "tokenizer_mismatch", subject: "tokenizer.json" };
    expect(() => createTokenizer(changed(), VOCAB_SIZE - 1)).toThrow(
      expect.objectContaining({ failure: expect.objectContaining(failure) }),
    );
    const twice = { added_tokens: [{ id: 5, content: "<|other|>", special: true }] };
    expect(() => createTokenizer(changed(twice), VOCAB_SIZE)).toThrow(saying(/id 5 to two tokens/));
  });

  it.each([
    ["HTML", "<!doctype html>"],
    ["another kind of tokenizer", JSON.stringify({ model: { type: "BacktrackingBpe", vocab: { a: 0 } } })],
    ["a negative id", changed({ model: { vocab: { a: -1 }, merges: [] } })],
  ])("refuses %s", (_name, text) => {
    expect(() => createTokenizer(text, VOCAB_SIZE)).toThrow(saying(/tokenizer\.json/));
  });
});
