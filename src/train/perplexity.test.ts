import { expect, it } from "vitest";
import { perplexityOf } from "./perplexity.ts";

const breathe = async () => {};

it("is that of all tokens but each text's first, endless where the model gives no number", async () => {
  const texts = [
    [1, 2],
    [1, 2],
    [1, 2, 3],
  ];
  const model = { lossOf: async (some: typeof texts) => some.length * Math.log(4) };
  expect(await perplexityOf(model, texts, breathe)).toBeCloseTo(4 ** (3 / 4), 12);
  expect(await perplexityOf({ lossOf: async () => Number.NaN }, [[1, 2]], breathe)).toBe(Number.POSITIVE_INFINITY);
});

it("lets others in before each computation", async () => {
  const done: string[] = [];
  const lossOf = async (_: unknown, pause: () => Promise<void>) => {
    await pause();
    return 1;
  };
  await perplexityOf({ lossOf }, [[1, 2, 3]], async () => void done.push("breathe"));
  expect(done).toEqual(["breathe"]);
});
