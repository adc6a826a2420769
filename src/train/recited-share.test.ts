import { expect, it } from "vitest";
import { recitedShare } from "./recited-share.ts";

const long = "one two three four five six seven eight nine ten eleven twelve";
const short = "Fix the broken link";

it("counts ten words in a row of a text, whatever their case and marks", () => {
  expect(recitedShare([long.toUpperCase()], [long])).toBe(1);
  expect(recitedShare([`Before, ${long.split(" ").slice(1, 11).join(", ")} after it all`], [long])).toBe(10 / 14);
  expect(recitedShare([long.split(" ").slice(0, 9).join(" ")], [long])).toBe(0);
});

it("counts whole texts that are shorter, from four words on", () => {
  expect(recitedShare(["Fix the broken link.", "Fix the broken"], [short])).toBe(4 / 7);
  expect(recitedShare(["and so on"], ["and so on"])).toBe(0);
  expect(recitedShare(["I fix the broken link again"], [short])).toBe(4 / 6);
});

it("counts characters where a script has no spaces", () => {
  for (const text of ["コーヒーを飲みながら本を読む", "2024年の東京オリンピック", "A股市场今天大幅上涨"])
    expect(recitedShare([text], [text])).toBe(1);
  expect(recitedShare(["床前明月光疑是地上霜"], ["床前明月光，疑是地上霜"])).toBe(1);
});

it("is nothing of nothing", () => {
  expect(recitedShare([], [long])).toBe(0);
  expect(recitedShare(["🙂"], [])).toBe(0);
});
