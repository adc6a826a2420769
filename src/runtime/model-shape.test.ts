import { describe, expect, it } from "vitest";
import { readModelShape } from "./model-shape.ts";

const CONFIG = { model_type: "gpt2", vocab_size: 50257, n_positions: 1024, n_embd: 768, n_layer: 12, n_head: 12 };

describe("readModelShape", () => {
  it("reads GPT-2's sizes", () => {
    expect(readModelShape(JSON.stringify(CONFIG))).toMatchObject({ layers: 12, heads: 12, headSize: 64 });
  });

  it.each([
    ["a billion layers", { n_layer: 1e9 }, "malformed_file"],
    ["a vocabulary of 2^53", { vocab_size: 2 ** 53 }, "malformed_file"],
    ["a negative size", { n_embd: -768 }, "malformed_file"],
    ["a fraction", { n_positions: 10.5 }, "malformed_file"],
    ["a string", { n_head: "12" }, "malformed_file"],
    ["heads that do not divide the width", { n_head: 7 }, "malformed_file"],
    ["another architecture", { model_type: "llama" }, "unsupported_architecture"],
  ])("T7: refuses %s", (_name, change, code) => {
    const text = JSON.stringify({ ...CONFIG, ...change });
    expect(() => readModelShape(text)).toThrow(expect.objectContaining({ failure: expect.objectContaining({ code }) }));
  });

  it("refuses an HTML page", () => {
    expect(() => readModelShape("<!doctype html>")).toThrow(/config\.json: is not JSON/);
  });
});
