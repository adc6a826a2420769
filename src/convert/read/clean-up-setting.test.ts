import { describe, expect, it } from "vitest";
import { createCodec } from "../../tokenizer/create-codec.ts";
import type { TokenizerFile } from "../../tokenizer/schema.ts";
import { bpeOf } from "./classes/part-makers.ts";
import { withCleanUp } from "./clean-up-setting.ts";

const words = ["[UNK]", "do", "n", "'", "t", ".", "##s", "we", "'ve"];
const file: TokenizerFile = {
  version: "1.0",
  added_tokens: [],
  normalizer: null,
  pre_tokenizer: { type: "WhitespaceSplit" },
  post_processor: null,
  decoder: null,
  model: { type: "WordLevel", unk_token: "[UNK]", vocab: new Map(words.map((word, id) => [word, id])) },
};
const textOf = (given: TokenizerFile, text: string) => {
  const { encode, decode } = createCodec(given, "tokenizer.json");
  return decode(encode(text));
};
const SETTING = new Map([["clean_up_tokenization_spaces", true]]);

describe("clean_up_tokenization_spaces", () => {
  it("closes the spaces of a whole text, one after the other", () => {
    expect(textOf(file, "do n ' t .")).toBe("do n ' t .");
    expect(textOf(withCleanUp(file, SETTING), "do n ' t .")).toBe("don't.");
    expect(textOf(withCleanUp(file, SETTING), "we 've ##s")).toBe("we've ##s");
  });

  it("has no effect on BPE, and none where it is off", () => {
    const bpe: TokenizerFile = { ...file, model: bpeOf({ type: "BPE", vocab: new Map() }) };
    expect(withCleanUp(bpe, SETTING)).toBe(bpe);
    expect(withCleanUp(file, new Map())).toBe(file);
  });
});
