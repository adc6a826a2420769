import { expect, it } from "vitest";
import { readDefaults } from "./model-defaults.ts";
import { inEnglish } from "./testing/refused.ts";

it("takes known parameters within their bounds, and leaves the rest out", () => {
  const text = JSON.stringify({
    top_k: 5,
    top_p: 1.5,
    temperature: null,
    transformers_version: "4.2",
    num_beams: "two",
  });
  const { parameters, notes } = readDefaults(text, "{}", 100);
  expect(parameters).toEqual({ top_k: 5 });
  expect(notes.map(inEnglish).join()).toMatch(/top_p.*num_beams/);
});

it("finds the end token in config.json where generation_config.json has none or is none", () => {
  const config = JSON.stringify({ eos_token_id: 50256 });
  const read = (text: string | undefined) => readDefaults(text, config, 50_257).parameters.eos_token_id;
  expect(read(undefined)).toBe(50256);
  expect(read("<!doctype html>")).toBe(50256);
  expect(read('{"eos_token_id":[1,2]}')).toEqual([1, 2]);
});
