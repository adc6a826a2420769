import { describe, expect, it } from "vitest";
import { resolveParameters } from "../contract/parameters.ts";
import { isFixed, lengthOf, varietyOf, varietyText, withCount, withLength, withVariety } from "./plain-parameters.ts";
import { en } from "./words/en.ts";

describe("the plain words", () => {
  it("take variety for a temperature, and its end for the likeliest token each time", () => {
    expect(varietyOf({})).toBe(0);
    expect(varietyOf({ do_sample: true })).toBe(1);
    expect(varietyOf({ do_sample: true, temperature: 9 })).toBe(1.5);
    expect(withVariety({ top_k: 5, temperature: 0.3 }, 0)).toEqual({ top_k: 5, do_sample: false });
    expect(withVariety({ do_sample: false }, 0.8)).toEqual({ do_sample: true, temperature: 0.8 });
    expect(new Set([0, 0.3, 0.7, 1.1, 1.5].map((variety) => varietyText(variety, en.plain))).size).toBe(5);
  });

  it("take length for new tokens, also where the model counts the prompt's", () => {
    expect(lengthOf({}, {}, 3)).toBe(20);
    expect(lengthOf({ max_length: 40 }, {}, 9)).toBe(31);
    expect(lengthOf({ max_length: 40, max_new_tokens: 60 }, {}, 9)).toBe(60);
    expect([lengthOf({ max_length: 4 }, {}, 9), lengthOf({ max_new_tokens: 5000 }, {}, 0)]).toEqual([5, 200]);
    expect(withLength({ max_length: 40, top_k: 5 }, 60)).toEqual({ top_k: 5, max_new_tokens: 60 });
  });

  it("say the length that the run will have where the model has lengths of its own", () => {
    expect(lengthOf({}, { max_length: 40 }, 9)).toBe(31);
    expect(lengthOf({ max_length: 40 }, { max_new_tokens: 60 }, 9)).toBe(31);
    expect(lengthOf({}, { max_length: 4 }, 9)).toBe(20);
  });

  it("draw tokens where several texts are asked for that would be the same", () => {
    expect(withCount({}, {}, 3)).toEqual({ num_return_sequences: 3, do_sample: true });
    expect(withCount({}, { do_sample: true }, 3)).toEqual({ num_return_sequences: 3 });
    expect(withCount({ num_beams: 4 }, {}, 3)).toEqual({ num_beams: 4, num_return_sequences: 3 });
    expect(withCount({}, {}, 1)).toEqual({ num_return_sequences: 1 });
  });
});

it("knows an answer that no seed changes", () => {
  const fixed = (parameters: Parameters<typeof resolveParameters>[0]) => isFixed(resolveParameters(parameters, {}, 0));
  expect([{}, { num_beams: 4 }, { do_sample: true, top_k: 1 }, { do_sample: true, top_p: 0 }].map(fixed)).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect([{ do_sample: true }, { do_sample: true, top_k: 1, num_beams: 2 }].map(fixed)).toEqual([false, false]);
});
