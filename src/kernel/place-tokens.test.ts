import { describe, expect, it } from "vitest";
import { placeTokens } from "./place-tokens.ts";

const BOUNDS = { vocabSize: 10, maxPositions: 4 };

describe("placeTokens", () => {
  it("puts tokens behind those that a row has, and asks for the logits of the last of each", () => {
    expect(placeTokens([[7, 8], [9]], [1, 0], "last", BOUNDS)).toEqual([
      { id: 7, row: 0, position: 1, wanted: false },
      { id: 8, row: 0, position: 2, wanted: true },
      { id: 9, row: 1, position: 0, wanted: true },
    ]);
  });

  it("takes any number of rows into an empty cache, of which some may wait", () => {
    expect(placeTokens([[1], [], [2]], undefined, "all", BOUNDS).map(({ row }) => row)).toEqual([0, 2]);
  });

  it("fills the context to its end, and refuses a token more", () => {
    expect(placeTokens([[1, 2]], [2], "last", BOUNDS)).toHaveLength(2);
    expect(() => placeTokens([[1, 2]], [3], "last", BOUNDS)).toThrow(
      expect.objectContaining({
        failure: expect.objectContaining({ code: "limit_exceeded", parameters: { tokens: 5, most: 4 } }),
      }),
    );
  });

  it.each([
    ["another number of rows", [[1]], [0, 0]],
    ["no rows", [], undefined],
    ["no token", [[], []], [1, 1]],
    ["a token that is not the model's", [[10]], undefined],
    ["half a token", [[0.5]], undefined],
  ])("throws at %s", (_, ids, held) => {
    expect(() => placeTokens(ids, held, "last", BOUNDS)).toThrow(RangeError);
  });
});
