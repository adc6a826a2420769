import { expect, it } from "vitest";
import { perplexityOf } from "./perplexity.ts";

it("is that of all tokens but each text's first, endless where the model gives no number", () => {
  const model = { tokens: 3, score: (texts: readonly (readonly number[])[]) => texts.length * Math.log(4) };
  expect(
    perplexityOf(model, [
      [1, 2],
      [1, 2],
      [1, 2, 3],
    ]),
  ).toBeCloseTo(4 ** (3 / 4), 12);
  expect(perplexityOf({ tokens: 3, score: () => Number.NaN }, [[1, 2]])).toBe(Number.POSITIVE_INFINITY);
});
