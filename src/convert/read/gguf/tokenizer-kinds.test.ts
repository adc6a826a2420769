import { describe, expect, it } from "vitest";
import { saying } from "../../../contract/testing/refused.ts";
import { checkTokenizerKind, hasTokens, MODEL_KEY } from "./tokenizer-kinds.ts";

const keys = (model?: string, cut?: string) =>
  new Map<string, unknown>([
    ...(model === undefined ? [] : [[MODEL_KEY, model] as const]),
    ...(cut === undefined ? [] : [["tokenizer.ggml.pre", cut] as const]),
  ]);

describe("the tokenizer of a GGUF file", () => {
  it("is there where it is named", () => {
    expect([keys("gpt2"), keys("llama"), keys("no_vocab"), keys("none"), keys()].map(hasTokens)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  it.each([keys(), keys("none"), keys("gpt2"), keys("gpt2", "gpt-2"), keys("gpt2", "phi-2")])("may be %j", (meta) => {
    expect(() => checkTokenizerKind(meta, "m.gguf")).not.toThrow();
  });

  it.each([
    [keys("llama"), "llama"],
    [keys("gpt2", "qwen2"), "qwen2"],
  ])("is refused by its name: %j", (meta, name) => {
    expect(() => checkTokenizerKind(meta, "m.gguf")).toThrow(saying(name, { code: "tokenizer_mismatch" }));
  });
});
