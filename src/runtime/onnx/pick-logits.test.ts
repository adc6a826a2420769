import { describe, expect, it } from "vitest";
import { appendTokens, EMPTY_BATCH } from "./batch.ts";
import { checkFinite, pickLogits } from "./pick-logits.ts";

/** [2 rows, 3 columns, 2 logits]; the first row has one token, at its right end. */
const LOGITS = Float32Array.from({ length: 12 }, (_, i) => i);
const TOKENS = [[7], [1, 2, 3]];
const RUN = appendTokens(EMPTY_BATCH, TOKENS);

describe("pickLogits", () => {
  it("takes each row's last column", () => {
    expect([...pickLogits(LOGITS, RUN, TOKENS, 2, "last")]).toEqual([4, 5, 10, 11]);
  });

  it("takes every column with a token, and none of the padding", () => {
    expect([...pickLogits(LOGITS, RUN, TOKENS, 2, "all")]).toEqual([4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it("gives what a graph picked itself without copying it", () => {
    const own = Float32Array.of(1, 2, 3, 4);
    expect(pickLogits(own, RUN, TOKENS, 2, "last")).toBe(own);
  });

  it("refuses logits of another number of columns", () => {
    const narrow = new Float32Array(8);
    expect(() => pickLogits(narrow, RUN, TOKENS, 2, "last")).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ detail: "logits_shape" }) }),
    );
  });
});

it.each([Number.NaN, Number.POSITIVE_INFINITY])("refuses %d among logits", (value) => {
  expect(() => checkFinite(Float32Array.of(1, value))).toThrow(
    expect.objectContaining({ failure: expect.objectContaining({ code: "nan_logits" }) }),
  );
  const fine = Float32Array.of(1, -2);
  expect(checkFinite(fine)).toBe(fine);
});
