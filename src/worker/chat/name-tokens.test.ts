import { describe, expect, it } from "vitest";
import { nameTokens } from "./name-tokens.ts";

const END = "<|endoftext|>";
const GPT2 = { bos_token: END, eos_token: END, unk_token: END };

const name = (files: Record<string, unknown>) =>
  nameTokens({
    paths: Object.keys(files),
    text: async (path) => (typeof files[path] === "string" ? String(files[path]) : JSON.stringify(files[path])),
  });

describe("nameTokens", () => {
  // As the reader of tokenizers resolves them.
  it.each([
    ["GPT-2's where no file names any", {}, GPT2],
    ["GPT-2's where the settings are unreadable", { "tokenizer_config.json": "no json" }, GPT2],
    ["a file of the roles", { "special_tokens_map.json": { pad_token: "<pad>" } }, { ...GPT2, pad_token: "<pad>" }],
    [
      "the settings with one that is described, and one that there is not",
      {
        "tokenizer_config.json": { bos_token: null, eos_token: { content: "</s>" }, tokenizer_class: "GPT2Tokenizer" },
      },
      { eos_token: "</s>", unk_token: END },
    ],
    [
      "the file of the roles before the settings",
      { "tokenizer_config.json": { eos_token: "<a>" }, "special_tokens_map.json": { eos_token: "<b>" } },
      { ...GPT2, eos_token: "<b>" },
    ],
    [
      "the settings alone where they describe the added tokens",
      {
        "tokenizer_config.json": { eos_token: "<a>", added_tokens_decoder: {} },
        "special_tokens_map.json": { eos_token: "<b>" },
      },
      { ...GPT2, eos_token: "<a>" },
    ],
    [
      "no defaults of a class that takes its file as it is",
      { "tokenizer_config.json": { tokenizer_class: "PreTrainedTokenizerFast", eos_token: "</s>" } },
      { eos_token: "</s>" },
    ],
  ])("takes %s", async (_name, files, expected) => {
    expect(await name(files)).toEqual(expected);
  });
});
