import { saying } from "../contract/testing/refused.ts";
import type { FailureCode } from "../contract/failure-parameters.ts";
import { describe, expect, it } from "vitest";
import { type Gpt2Config, parseConfig } from "./config.ts";
import { readGraphConfig, readSizes } from "./config-text.ts";
import { GPT2_LIMITS } from "./limits.ts";

const SIZES = { model_type: "gpt2", vocab_size: 50257, n_positions: 1024, n_embd: 768, n_layer: 12, n_head: 12 };
const PATH = "onnx/model.onnx";

/** A change of {@link SIZES} that every reader refuses, and what the refusal says. */
const IMPOSSIBLE: readonly (readonly [name: string, change: object, code: FailureCode, message: RegExp])[] = [
  ["a billion layers", { n_layer: 1e9 }, "malformed_file", /n_layer is impossible.*512.*1000000000/],
  ["a vocabulary of 2^53", { vocab_size: 2 ** 53 }, "malformed_file", /vocab_size is impossible/],
  ["a negative size", { n_embd: -768 }, "malformed_file", /n_embd is impossible.*-768/],
  ["a fraction", { n_positions: 10.5 }, "malformed_file", /n_positions is impossible.*10\.5/],
  ["a string", { n_head: "12" }, "malformed_file", /n_head is impossible/],
  ["heads that do not divide the width", { n_head: 7 }, "malformed_file", /n_embd 768 is not a multiple of n_head 7/],
  ["another architecture", { model_type: "llama" }, "unsupported_architecture", /"llama" is not supported/],
];

const refusal = (code: FailureCode, message: RegExp) => saying(message, { code });

describe("readSizes", () => {
  it("reads GPT-2's sizes", () => {
    const { model_type, ...sizes } = SIZES;
    expect(readSizes(JSON.stringify(SIZES))).toEqual(sizes);
  });

  it("knows them by their second names", () => {
    const others = { max_position_embeddings: 64, hidden_size: 8, num_hidden_layers: 2, num_attention_heads: 4 };
    expect(readSizes(JSON.stringify({ model_type: "gpt2", vocab_size: 9, ...others }))).toEqual({
      vocab_size: 9,
      n_positions: 64,
      n_embd: 8,
      n_layer: 2,
      n_head: 4,
    });
  });

  // transformers 5.24: GPT2Config.from_dict({"n_head": 12, "num_attention_heads": 16}).n_head is 16, in either order.
  it.each([
    ["n_positions", "max_position_embeddings", 512],
    ["n_embd", "hidden_size", 384],
    ["n_layer", "num_hidden_layers", 6],
    ["n_head", "num_attention_heads", 16],
  ] as const)("takes what transformers takes of two names that differ: not %s but %s", (first, second, value) => {
    const { model_type, ...sizes } = SIZES;
    const expected = { ...sizes, [first]: value };
    for (const json of [
      { ...SIZES, [second]: value },
      { [second]: value, ...SIZES },
    ]) {
      expect(readSizes(JSON.stringify(json))).toEqual(expected);
      expect(parseConfig(json, "config.json")).toMatchObject(expected);
    }
  });

  it.each(IMPOSSIBLE)("T7: refuses %s", (_name, change, code, message) => {
    expect(() => readSizes(JSON.stringify({ ...SIZES, ...change }))).toThrow(refusal(code, message));
  });

  it.each(["vocab_size", "n_positions", "n_embd", "n_layer", "n_head"] as const)(
    "refuses a file without %s",
    (name) => {
      const { [name]: left, ...others } = SIZES;
      expect(() => readSizes(JSON.stringify(others))).toThrow(saying(`config.json: ${name} is missing.`));
    },
  );

  it.each([
    ["an HTML page", "<!doctype html>", /config\.json: is not JSON/],
    ["a list", "[]", /config\.json: is not a JSON object/],
  ])("refuses %s", (_name, text, message) => {
    expect(() => readSizes(text)).toThrow(saying(message));
  });
});

describe("parseConfig", () => {
  it("decides what the file leaves out as transformers does", () => {
    expect(parseConfig({ model_type: "gpt2", n_embd: 32, n_head: 4 }, "config.json")).toEqual({
      vocab_size: 50_257,
      n_positions: 1024,
      n_embd: 32,
      n_layer: 12,
      n_head: 4,
      n_inner: 128,
      activation_function: "gelu_new",
      layer_norm_epsilon: 1e-5,
      scale_attn_weights: true,
      scale_attn_by_inverse_layer_idx: false,
      reorder_and_upcast_attn: false,
      tie_word_embeddings: true,
    } satisfies Gpt2Config);
  });

  it.each(IMPOSSIBLE)("T7: refuses %s", (_name, change, code, message) => {
    expect(() => parseConfig({ ...SIZES, ...change }, "config.json")).toThrow(refusal(code, message));
  });

  it("takes the largest sizes, of which no product leaves 2^53", () => {
    const { layers, width, heads, inner, positions, vocabulary } = GPT2_LIMITS;
    const largest = { vocab_size: vocabulary, n_positions: positions, n_embd: width, n_layer: layers, n_head: heads };
    expect(parseConfig({ model_type: "gpt2", ...largest, n_inner: inner }, "config.json")).toMatchObject(largest);
    expect(16 * layers * width * (4 * width + 2 * inner)).toBeLessThan(Number.MAX_SAFE_INTEGER);
    expect(16 * width * (vocabulary + positions)).toBeLessThan(Number.MAX_SAFE_INTEGER);
  });
});

describe("readGraphConfig", () => {
  const { model_type, ...sizes } = SIZES;
  const config = parseConfig(SIZES, "config.json");

  it("gives back what the converter wrote", () => {
    expect(readGraphConfig(JSON.stringify(config), PATH)).toEqual(config);
  });

  it("refuses a graph whose configuration has lost a field", () => {
    expect(() => readGraphConfig(JSON.stringify(sizes), PATH)).toThrow(
      saying(`${PATH}: hostless.config has no n_inner.`),
    );
  });

  it.each(IMPOSSIBLE)("T7: refuses %s", (_name, change, code, message) => {
    expect(() => readGraphConfig(JSON.stringify({ ...config, ...change }), PATH)).toThrow(refusal(code, message));
  });
});
