import { expect, it } from "vitest";
import { readDefaults } from "./model-defaults.ts";

it("takes known parameters within their bounds, and leaves the rest out", () => {
  const text = JSON.stringify({
    top_k: 5,
    top_p: 1.5,
    temperature: null,
    transformers_version: "4.2",
    num_beams: "two",
  });
  expect(readDefaults(text, "{}")).toEqual({ top_k: 5 });
});

it("finds the end token in config.json where generation_config.json has none or is none", () => {
  const config = JSON.stringify({ eos_token_id: 50256 });
  expect(readDefaults(undefined, config)).toEqual({ eos_token_id: 50256 });
  expect(readDefaults("<!doctype html>", config)).toEqual({ eos_token_id: 50256 });
  expect(readDefaults('{"eos_token_id":[1,2]}', config)).toEqual({ eos_token_id: [1, 2] });
});
