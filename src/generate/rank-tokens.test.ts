import { describe, expect, it } from "vitest";
import { rankTokens } from "./rank-tokens.ts";
import { byteCodec } from "./testing/vocabulary-codec.ts";

describe("rankTokens", () => {
  it("gives the natural logarithm of the softmax, also of scores that exp cannot take", () => {
    const ranked = rankTokens(Float32Array.of(1000, 1000 + Math.log(2), 999, -1000));
    const total = Math.log(1 + 2 + Math.exp(-1));
    expect(ranked.logprobOf(0)).toBeCloseTo(-total, 4);
    expect(ranked.logprobOf(1)).toBeCloseTo(Math.log(2) - total, 4);
    expect(ranked.logprobOf(3)).toBeCloseTo(-2000 - total, 3);
    expect(ranked.logprobOf(4)).toBeNaN();
  });

  it("lists the likeliest first, of equals the lower id, and no more than there are", () => {
    const ranked = rankTokens(Float32Array.of(1, 3, 2, 3, 2));
    const ids = (wanted: number) => ranked.top(wanted, byteCodec()).map(({ id }) => id);
    expect([ids(0), ids(1), ids(3), ids(4), ids(9)]).toEqual([[], [1], [1, 3, 2], [1, 3, 2, 4], [1, 3, 2, 4, 0]]);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])("refuses %s among the scores", (broken) => {
    expect(() => rankTokens(Float32Array.of(1, broken))).toThrow(
      expect.objectContaining({ failure: expect.objectContaining({ code: "nan_logits" }) }),
    );
  });
});
