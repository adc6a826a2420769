import { describe, expect, it } from "vitest";
import { find, makeFinder } from "./find-longest.ts";

const FINDER = makeFinder([
  ["ab", 1],
  ["abc", 2],
  ["c", 3],
]);
const search = (text: string) => [...find(FINDER, text)].map(({ start, end, value }) => [start, end, value]);

describe("find", () => {
  it("takes at each place the longest, without overlap", () => {
    expect(search("xabcab c")).toEqual([
      [1, 4, 2],
      [4, 6, 1],
      [7, 8, 3],
    ]);
  });

  it("goes back to the longest that was whole", () =>
    expect(search("abab")).toEqual([
      [0, 2, 1],
      [2, 4, 1],
    ]));

  it("finds nothing where there is nothing to find", () => {
    expect(search("xyz")).toEqual([]);
    expect([...find(makeFinder([]), "abc")]).toEqual([]);
  });
});
