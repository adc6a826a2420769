import { describe, expect, it } from "vitest";
import { en } from "../words/en.ts";
import { enLate } from "../words/en-late.ts";
import { differenceClass, shadeOf } from "./token-shade.ts";

const token = { id: 0, text: "a", offset: 0, top: [], logprob: Math.log(0.3) };
const own = enLate.tokenChance("30%");

describe("shadeOf", () => {
  it.each([
    ["token", Math.log(0.3), "level-1", own],
    ["word", Math.log(0.03), "level-3", `${own}; ${enLate.surprise.wordChance("3%")}`],
    ["difference", 1.5, "level-2", `${own}; ${enLate.surprise.more("1.5")}`],
    ["difference", -4, "less-2", `${own}; ${enLate.surprise.fewer("4.0")}`],
    ["word", null, "", own],
  ] as const)("colours by %s of %s, and says so", (by, value, className, says) => {
    expect(shadeOf(by, value, token, en, enLate)).toEqual({ className, says });
  });

  it("says where nothing stands before a token", () => {
    const first = { ...token, logprob: null };
    expect(shadeOf("token", null, first, en, enLate)).toEqual({ className: "", says: enLate.unknownChance });
  });

  it("has strong colours for strong differences, and none for what is about the same", () => {
    const classes = [-9, -3, -2.9, -1, -0.9, 0, 0.9, 1, 2.9, 3].map(differenceClass);
    expect(classes).toEqual([
      "less-2",
      "less-2",
      "less-1",
      "less-1",
      "level-0",
      "level-0",
      "level-0",
      "level-2",
      "level-2",
      "level-4",
    ]);
  });
});
