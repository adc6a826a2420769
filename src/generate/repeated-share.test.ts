import { describe, expect, it } from "vitest";
import { repeatedShare } from "./repeated-share.ts";

describe("repeatedShare", () => {
  it.each([
    ["Love is", " the mother of love.", 1 / 4],
    ["", "It is as it is.", 0],
    ["Grün", " ist GRÜN", 1 / 2],
    ["Love", "", 0],
    ["", "...", 0],
    ["Hope is", " the mother of hopes", 1 / 4],
    ["Beauty is", " a beautiful thing", 1 / 3],
    ["The contents", " contain a continent", 0],
    ["Old age", " is better than old age", 2 / 5],
    ["The old", " and the new", 0],
  ])("after %j of %j is %d", (before, text, share) => {
    expect(repeatedShare(before, text)).toBeCloseTo(share);
  });

  it("looks back about a sentence, however long the prompt", () => {
    const far = "one two six ".repeat(7);
    expect(repeatedShare(`Love ${far}`, "love")).toBe(0);
    expect(repeatedShare(`${far.repeat(10_000)} love`, "love")).toBe(1);
  });
});
