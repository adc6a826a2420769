import { describe, expect, it } from "vitest";
import { halveTexts } from "./halve-texts.ts";

const text = (length: number) => Array.from({ length }, (_, i) => i);
const lengths = (texts: readonly (readonly number[])[]) => texts.map((ids) => ids.length);

describe("halves of a step", () => {
  it("have nearly as many tokens, and every text once", () => {
    const [first, second] = halveTexts([30, 10, 25, 26, 11, 40, 12, 20].map(text));
    expect(lengths(first)).toEqual([40, 25, 12, 10]);
    expect(lengths(second)).toEqual([30, 26, 20, 11]);
  });

  it("are the same for the same texts, also where all are as long", () => {
    const texts = Array.from({ length: 5 }, (_, i) => [i, i + 1]);
    expect(halveTexts(texts)).toEqual([
      [
        [0, 1],
        [2, 3],
        [4, 5],
      ],
      [
        [1, 2],
        [3, 4],
      ],
    ]);
  });

  it("of one text are it and nothing", () => {
    expect(halveTexts([[1, 2, 3]])).toEqual([[[1, 2, 3]], []]);
    expect(halveTexts([])).toEqual([[], []]);
  });
});
