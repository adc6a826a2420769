import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { saying } from "../contract/testing/refused.ts";
import { parseFields, parseSizes } from "./config-sizes.ts";

const SIZES = { vocab_size: 257, n_positions: 64, n_embd: 32, n_layer: 2, n_head: 4 };
const read = (change: Readonly<Record<string, unknown>>) =>
  parseSizes({ model_type: "gpt2", ...SIZES, ...change }, "config.json");

describe("the sizes of a model", () => {
  it("are read by the names of GPT-2", () => {
    expect(read({})).toEqual(SIZES);
  });

  it("are read by their second names, which count where both are there", () => {
    const second = { max_position_embeddings: 128, hidden_size: 64, num_hidden_layers: 3, num_attention_heads: 8 };
    expect(read(second)).toEqual({ vocab_size: 257, n_positions: 128, n_embd: 64, n_layer: 3, n_head: 8 });
    expect(read({ hidden_size: null })).toEqual(SIZES);
  });

  it.each(["vocab_size", "n_positions", "n_embd", "n_layer", "n_head"])("are never guessed: without %s", (field) => {
    expect(() => read({ [field]: undefined })).toThrow(saying(field, { code: "malformed_file" }));
  });

  it.each([
    ["n_layer", 0],
    ["n_layer", 1.5],
    ["n_layer", "2"],
    ["vocab_size", 2 ** 40],
    ["n_embd", -32],
    ["n_head", Number.NaN],
  ])("are refused by their name: %s of %j", (field, value) => {
    expect(() => read({ [field]: value })).toThrow(
      saying(new RegExp(`config\\.json.*${field}`), { code: "malformed_file" }),
    );
  });

  it("must share the width among the heads", () => {
    expect(() => read({ n_head: 5 })).toThrow(saying(/32.*5|5.*32/));
  });

  it("are of a GPT-2", () => {
    expect(() => read({ model_type: "llama" })).toThrow(saying("llama", { code: "unsupported_architecture" }));
  });
});

describe("fields of a file", () => {
  it("are refused by the path to the one that is wrong", () => {
    const schema = v.object({ outer: v.object({ inner: v.number() }) });
    expect(parseFields(schema, { outer: { inner: 1 } }, "x.json")).toEqual({ outer: { inner: 1 } });
    expect(() => parseFields(schema, { outer: { inner: "1" } }, "x.json")).toThrow(saying("outer.inner"));
  });
});
