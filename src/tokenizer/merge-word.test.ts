import { describe, expect, it } from "vitest";
import { mergeWord } from "./merge-word.ts";

const RANKED = new Map([
  ["1 2", { rank: 1, id: 12 }],
  ["1 1", { rank: 3, id: 11 }],
  ["2 3", { rank: 0, id: 23 }],
  ["12 3", { rank: 2, id: 123 }],
]);
const merges = { get: (left: number, right: number) => RANKED.get(`${left} ${right}`) };

describe("mergeWord", () => {
  it("joins the pair of the lowest rank first", () => expect(mergeWord([1, 2, 3], merges)).toEqual([1, 23]));
  it("goes on with what was joined", () => expect(mergeWord([1, 2, 1, 2], merges)).toEqual([12, 12]));
  it("joins of equal pairs the leftmost", () => expect(mergeWord([1, 1, 1], merges)).toEqual([11, 1]));
  it("leaves what no merge knows", () => {
    expect(mergeWord([7, 8], merges)).toEqual([7, 8]);
    expect(mergeWord([], merges)).toEqual([]);
  });

  it("does what joining pair by pair does, for many words", () => {
    let seed = 1;
    const next = (below: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % below;
    };
    for (let round = 0; round < 200; round++) {
      const word = Array.from({ length: next(12) }, () => 1 + next(3));
      expect(mergeWord([...word], merges)).toEqual(mergeByPairs(word));
    }
  });
});

/** The same by its definition: the best pair of all, until there is none. */
function mergeByPairs(word: readonly number[]): readonly number[] {
  const pairs = word.slice(1).map((right, at) => ({ at, merge: merges.get(word[at] ?? 0, right) }));
  const [best] = pairs
    .filter(({ merge }) => merge !== undefined)
    .sort((a, b) => (a.merge?.rank ?? 0) - (b.merge?.rank ?? 0));
  if (best?.merge === undefined) return word;
  return mergeByPairs([...word.slice(0, best.at), best.merge.id, ...word.slice(best.at + 2)]);
}
