import { describe, expect, it } from "vitest";
import { bpeOf, metaspace, precompiled, robertaFrame, template } from "./part-makers.ts";

const [cls, sep] = [
  { content: "<s>", id: 0 },
  { content: "</s>", id: 2 },
];

describe("what frames a text", () => {
  it("has special tokens before and after one text and a pair", () => {
    expect(template([cls], [sep])).toEqual({
      type: "TemplateProcessing",
      single: [
        { SpecialToken: { id: "<s>", type_id: 0 } },
        { Sequence: { id: "A", type_id: 0 } },
        { SpecialToken: { id: "</s>", type_id: 0 } },
      ],
      pair: [
        { SpecialToken: { id: "<s>", type_id: 0 } },
        { Sequence: { id: "A", type_id: 0 } },
        { Sequence: { id: "B", type_id: 1 } },
        { SpecialToken: { id: "</s>", type_id: 0 } },
      ],
      special_tokens: new Map([
        ["<s>", { id: "<s>", ids: [0], tokens: ["<s>"] }],
        ["</s>", { id: "</s>", ids: [2], tokens: ["</s>"] }],
      ]),
    });
  });

  it("keeps the roles of RoBERTa apart", () => {
    expect(robertaFrame(cls, sep, { trim_offsets: false, add_prefix_space: true })).toEqual({
      type: "RobertaProcessing",
      cls: ["<s>", 0],
      sep: ["</s>", 2],
      trim_offsets: false,
      add_prefix_space: true,
    });
  });
});

describe("parts of a tokenizer", () => {
  it("is BPE with a class's own options over the plain ones", () => {
    const vocab = new Map([["a", 0]]);
    const made = bpeOf({ type: "BPE", vocab }, { fuse_unk: true, unk_token: "<unk>" });
    expect(made).toMatchObject({ fuse_unk: true, unk_token: "<unk>", byte_fallback: false, merges: [], vocab });
  });

  it("has no normalizer where a file brings no table", () => {
    expect(precompiled(undefined)).toEqual([]);
    expect(precompiled("AA==")).toEqual([{ type: "Precompiled", precompiled_charsmap: "AA==" }]);
  });

  it("marks words with SentencePiece's own mark", () => {
    expect(metaspace("first", false)).toEqual({
      type: "Metaspace",
      replacement: "\u2581",
      prepend_scheme: "first",
      split: false,
    });
  });
});
