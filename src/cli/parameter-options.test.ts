import { describe, expect, it } from "vitest";
import { generationParameters } from "../contract/parameters.ts";
import { UsageError } from "./command.ts";
import { PARAMETER_OPTIONS, parametersOf } from "./parameter-options.ts";

describe("PARAMETER_OPTIONS", () => {
  it("has a flag with an explanation for each parameter", () => {
    const names = Object.keys(generationParameters.entries).map((name) => name.replaceAll("_", "-"));
    expect(PARAMETER_OPTIONS.map(({ name }) => name)).toEqual(names);
    expect(PARAMETER_OPTIONS.filter(({ help }) => help === "")).toEqual([]);
  });
});

describe("parametersOf", () => {
  it("reads each kind of value", () => {
    const values = {
      "top-k": "5",
      "do-sample": true,
      "early-stopping": "never",
      "stop-strings": ["a", "b"],
      "suppress-tokens": "1,2",
      "bad-words-ids": ["1,2", "3"],
      "sequence-bias": ["88,97=-2.5"],
      prompt: "not a parameter",
    };
    expect(parametersOf(values)).toEqual({
      top_k: 5,
      do_sample: true,
      early_stopping: "never",
      stop_strings: ["a", "b"],
      suppress_tokens: [1, 2],
      bad_words_ids: [[1, 2], [3]],
      sequence_bias: [[[88, 97], -2.5]],
    });
    expect(parametersOf({ "early-stopping": "true" })).toEqual({ early_stopping: true });
  });

  it.each([
    ["top-k", "many"],
    ["top-p", "7"],
    ["top-k", ""],
    ["suppress-tokens", "a"],
  ])("names --%s %s as what it does not take", (name, value) => {
    expect(() => parametersOf({ [name]: value })).toThrow(UsageError);
    expect(() => parametersOf({ [name]: value })).toThrow(`--${name} ${value}: `);
  });
});
