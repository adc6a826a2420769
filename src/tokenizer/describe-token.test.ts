import { describe, expect, it } from "vitest";
import { createCodec } from "./create-codec.ts";
import { readTokenizerFile } from "./read-tokenizer.ts";

function describer(vocab: Record<string, number>, decoder: unknown) {
  const added_tokens = [
    { id: 4, content: "<|end|>", special: true },
    { id: 5, content: "storm cloud", special: false },
  ];
  const text = JSON.stringify({ added_tokens, decoder, model: { type: "BPE", vocab, merges: [] } });
  return createCodec(readTokenizerFile(text, "tokenizer.json"), "tokenizer.json").describe;
}

const byteLevel = describer({ Ġthe: 0, ðŁ: 1, ðŁĺĢ: 2, "ï¿½": 3 }, { type: "ByteLevel" });
const metaspace = describer(
  { "▁the": 0, "<0xF0>": 1, "<0x41>": 2, end: 3 },
  {
    type: "Sequence",
    decoders: [
      { type: "Replace", pattern: { String: "▁" }, content: " " },
      { type: "ByteFallback" },
      { type: "Fuse" },
      { type: "Strip", content: " ", start: 1, stop: 0 },
    ],
  },
);

describe("describeTokens", () => {
  it.each([
    ["a word", 0, { text: " the" }],
    ["a part of a character", 1, { text: "\uFFFD", bytes: [0xf0, 0x9f] }],
    ["a whole character of four bytes", 2, { text: "😀" }],
    ["the replacement character itself", 3, { text: "\uFFFD" }],
    ["a special token", 4, { text: "<|end|>", special: true }],
    ["an added token", 5, { text: "storm cloud" }],
    ["an id without a token", 6, { text: "", special: true }],
  ])("tells %s", (_name, id, form) => expect(byteLevel(id)).toEqual(form));

  it.each([
    ["a word with the space before it", 0, { text: " the" }],
    ["a byte that is a part of a character", 1, { text: "\uFFFD", bytes: [0xf0] }],
    ["a byte that is a character", 2, { text: "A" }],
    ["a part of a word", 3, { text: "end" }],
    ["a special token", 4, { text: "<|end|>", special: true }],
    ["an added token", 5, { text: "storm cloud" }],
  ])("tells %s of a SentencePiece-like tokenizer", (_name, id, form) => expect(metaspace(id)).toEqual(form));
});
