import { describe, expect, it } from "vitest";
import { describeParameter } from "../contract/describe-parameter.ts";
import { generationParameters } from "../contract/parameters.ts";
import { parseRequest } from "../contract/request.ts";
import { correctionOf, isAllowed, PARAMETER_GROUPS } from "./parameter-list.ts";
import { isPreset, PRESETS } from "./presets.ts";
import { readText, writeText } from "./typed-list.ts";
import { enLate } from "./words/en-late.ts";

const listed = Object.values(PARAMETER_GROUPS).flat();

describe("the panel", () => {
  it("has every parameter of the contract once, with an explanation", () => {
    expect([...listed].sort()).toEqual(Object.keys(generationParameters.entries).sort());
    for (const name of listed) expect(describeParameter(name).text).not.toBe("");
  });

  it.each([
    ["temperature", 0, "Enter a number from 0.01 to 10."],
    ["top_p", 1.5, "Enter a number from 0 to 1."],
    ["top_k", -1, "Enter a whole number from 0 to 1,000,000."],
    ["max_length", 1.5, "Enter a whole number from 1 to 4,096."],
    ["temperature", Number.NaN, "Enter a number from 0.01 to 10."],
  ] as const)("says what is wrong with %s %d", (name, value, words) => {
    expect(isAllowed(name, value)).toBe(false);
    expect(correctionOf(name, enLate)).toBe(words);
  });

  it("has a correction for every parameter", () => {
    for (const name of listed) expect(correctionOf(name, enLate)).toMatch(/^(?:Enter|Choose) .+\.$/);
  });

  it("has presets that pass as requests, and knows them again with another seed", () => {
    for (const preset of Object.values(PRESETS)) {
      expect(parseRequest({ prompt: "", parameters: preset }).ok).toBe(true);
      expect(isPreset({ ...preset, seed: 3 }, preset)).toBe(true);
      expect(isPreset({ ...preset, top_k: 77 }, preset)).toBe(false);
    }
  });
});

describe("readText", () => {
  it.each([
    ["numbers", "", undefined],
    ["numbers", "0, 50256", [0, 50256]],
    ["numbers", "0；1 2、٣", [0, 1, 2, 3]],
    ["numbers", "1.5, x", [1.5, Number.NaN]],
    ["texts", "a b\n\n\\n", ["a b", "\n"]],
    ["texts", "", undefined],
    ["runs", "5\n6, 7\n\n", [[5], [6, 7]]],
    [
      "biases",
      "5 = -1.5\n6, 7 = 2",
      [
        [[5], -1.5],
        [[6, 7], 2],
      ],
    ],
    ["biases", "5", [[[5], Number.NaN]]],
  ] as const)("reads %s %j", (kind, text, value) => expect(readText(kind, text)).toEqual(value));

  it.each([
    ["texts", ["a b", "\n"]],
    ["numbers", [1, 2.5]],
    ["runs", [[5], [6, 7]]],
    [
      "biases",
      [
        [[5], -1.5],
        [[6, 7], 2],
      ],
    ],
  ] as const)("reads what is written of %s", (kind, value) =>
    expect(readText(kind, writeText(kind, value))).toEqual(value),
  );
});
