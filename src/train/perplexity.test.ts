import { expect, it } from "vitest";
import { perplexityOf } from "./perplexity.ts";

const breathe = async () => {};

it("is that of all tokens but each text's first, endless where the model gives no number", async () => {
  const model = { tokens: 3, score: (texts: readonly (readonly number[])[]) => texts.length * Math.log(4) };
  const texts = [
    [1, 2],
    [1, 2],
    [1, 2, 3],
  ];
  expect(await perplexityOf(model, texts, breathe)).toBeCloseTo(4 ** (3 / 4), 12);
  expect(await perplexityOf({ tokens: 3, score: () => Number.NaN }, [[1, 2]], breathe)).toBe(Number.POSITIVE_INFINITY);
});

it("lets others in before each computation", async () => {
  const done: string[] = [];
  const model = { tokens: 2, score: () => done.push("score") };
  const texts = [
    [1, 2, 3],
    [1, 2, 3],
  ];
  await perplexityOf(model, texts, async () => void done.push("breathe"));
  expect(done).toEqual(["breathe", "score", "breathe", "score"]);
});
