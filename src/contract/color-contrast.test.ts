import { describe, expect, it } from "vitest";
import { contrastOf, mixColors } from "./color-contrast.ts";

describe("contrastOf", () => {
  it.each([
    ["#ffffff", "#000000", 21],
    ["#777777", "#777777", 1],
    // The two greys of WCAG's own examples, on white.
    ["#767676", "#ffffff", 4.54],
    ["#949494", "#ffffff", 3.03],
  ])("of %s and %s is %d, whichever comes first", (one, other, contrast) => {
    expect(contrastOf(one, other)).toBeCloseTo(contrast, 2);
    expect(contrastOf(other, one)).toBeCloseTo(contrast, 2);
  });
});

it("mixColors goes from one to the other", () => {
  expect([0, 0.5, 1].map((share) => mixColors("#000000", "#ff8000", share))).toEqual(["#000000", "#804000", "#ff8000"]);
});
