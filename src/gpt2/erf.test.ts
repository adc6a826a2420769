import { describe, expect, it } from "vitest";
import { erf } from "./erf.ts";

describe("erf", () => {
  it.each([
    [0, 0],
    [0.5, 0.5204998778130465],
    [-1, -0.8427007929497149],
    [2.4, 0.999311486103355],
    [3, 0.9999779095030014],
    [-6, -1],
    [40, 1],
  ])("of %d is %d", (x, expected) => {
    expect(erf(x)).toBeCloseTo(expected, 12);
  });
});
