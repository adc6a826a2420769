import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TextCodec } from "../contract/forward-pass.ts";
import { advanceText, restOfText, startText, unfinishedTokens } from "../generate/text-state.ts";
import { createTokenizer } from "../runtime/tokenizer.ts";

const MARK = "\u2581";
const BASE = { version: "1.0", added_tokens: [], normalizer: null, post_processor: null };
const bytes = Array.from({ length: 256 }, (_, byte) => `<0x${byte.toString(16).toUpperCase().padStart(2, "0")}>`);
const replace = (from: string, content: string) => ({ type: "Replace", pattern: { String: from }, content });

/** SentencePiece's tokens with bytes for what is unknown. */
const fallback = {
  ...BASE,
  pre_tokenizer: { type: "Metaspace", replacement: MARK, prepend_scheme: "always", split: false },
  decoder: {
    type: "Sequence",
    decoders: [
      replace(MARK, " "),
      { type: "ByteFallback" },
      { type: "Fuse" },
      { type: "Strip", content: " ", start: 1, stop: 0 },
    ],
  },
  model: {
    type: "Unigram",
    unk_id: 0,
    byte_fallback: true,
    vocab: [["<unk>", 0], [MARK, -1], ["a", -1], ["b", -1], ["\u6f22", -2], ...bytes.map((byte) => [byte, -9])],
  },
};

/** Words whose spaces are closed in the text as a whole. */
const words = ["?", "do", "n", "'", "t", ".", "we", "'ve", "s", "漢"];
const closed = {
  ...BASE,
  pre_tokenizer: { type: "WhitespaceSplit" },
  decoder: {
    type: "Sequence",
    decoders: [
      { type: "WordPiece", prefix: "##", cleanup: false },
      { type: "Fuse" },
      ...[" .", " ' ", " n't", " 's", " 've"].map((from) => replace(from, from === " ' " ? "'" : from.trim())),
    ],
  },
  model: { type: "WordLevel", unk_token: "?", vocab: Object.fromEntries(words.map((word, id) => [word, id])) },
};

const codecOf = (file: object) => createTokenizer(JSON.stringify(file), 300);

/** Writes the tokens one by one behind others. */
function stream(codec: TextCodec, prompt: readonly number[], tokens: readonly number[]): string[] {
  let state = startText("", [], unfinishedTokens(prompt, codec));
  const pieces: string[] = [];
  for (const token of tokens) {
    const step = advanceText(state, token, codec, []);
    pieces.push(step.text);
    state = step.state;
  }
  return [...pieces, restOfText(state, codec)];
}

describe("a text that is written token by token", () => {
  it("never has half of a character that is written as bytes", () => {
    const codec = codecOf(fallback);
    const text = fc.string({ unit: fc.constantFrom("a", "b ", "한", "글", "🙂", "é", "\u6f22"), maxLength: 12 });
    fc.assert(
      fc.property(text, (given) => {
        const pieces = stream(codec, [], codec.encode(given));
        expect(pieces.join("")).toBe(codec.decode(codec.encode(given)));
        expect(pieces.filter((piece) => piece.includes("\uFFFD"))).toEqual([]);
      }),
      { seed: 11 },
    );
  });

  it("is in the end what all tokens together are, whatever bytes they stand for", () => {
    const codec = codecOf(fallback);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 260 }), { maxLength: 12 }), (ids) => {
        expect(stream(codec, [], ids).join("")).toBe(codec.decode(ids));
      }),
      { seed: 12 },
    );
  });

  it("waits with what a later token closes", () => {
    const codec = codecOf(closed);
    const ids = fc.array(fc.integer({ min: 0, max: words.length - 1 }), { maxLength: 14 });
    fc.assert(
      fc.property(ids, ids, (prompt, tokens) => {
        const [before, whole] = [codec.decode(prompt), codec.decode([...prompt, ...tokens])];
        if (whole.startsWith(before)) expect(before + stream(codec, prompt, tokens).join("")).toBe(whole);
      }),
      { seed: 13 },
    );
  });
});
