import { describe, expect, it } from "vitest";
import { isCoarse } from "./coarse-clock.ts";

describe("isCoarse", () => {
  it.each([
    [[1, 2, 3], 1, true],
    [[1.1, 1.1, 2], 0, true],
    [[1.1, 2.3], 1.2, false],
  ])("says of readings %j with a least span of %d: %j", (readings, least, coarse) => {
    expect(isCoarse(readings, least)).toBe(coarse);
  });
});
