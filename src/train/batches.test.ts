import { describe, expect, it } from "vitest";
import { countTargets, groupTexts, stepsOfPass, textsOfStep, tokensAtOnce } from "./batches.ts";

const texts = Array.from({ length: 19 }, (_, i) => [i, i + 100]);

describe("batches", () => {
  it("see every text once in a pass, in another order in the next", () => {
    const pass = (first: number) => [0, 1, 2].flatMap((step) => textsOfStep(texts, first + step, 5));
    expect(stepsOfPass(19)).toBe(3);
    expect(pass(0).toSorted(([a = 0], [b = 0]) => a - b)).toEqual(texts);
    expect(pass(3)).toHaveLength(19);
    expect(pass(3)).not.toEqual(pass(0));
    expect(textsOfStep(texts, 1, 5)).toEqual(pass(0).slice(8, 16));
  });

  it("are grouped to what is computed at a time", () => {
    const some = [4, 3, 6, 2].map((length) => Array.from({ length }, (_, i) => i));
    expect(groupTexts(some, 5).map((group) => group.map((ids) => ids.length))).toEqual([[4, 3], [6], [2]]);
    expect(countTargets(some)).toBe(11);
    expect(groupTexts([], 5)).toEqual([]);
  });

  it("are computed so many at once that the longest text has room", () => {
    const text = (length: number) => Array.from({ length }, (_, i) => i);
    expect(tokensAtOnce([text(3), text(201), text(9)], 256)).toBe(200);
    expect(tokensAtOnce([text(3)], 256)).toBe(104);
    expect(tokensAtOnce([text(3)], 64)).toBe(64);
  });
});
