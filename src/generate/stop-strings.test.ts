import { describe, expect, it } from "vitest";
import { firstStop, possibleStart } from "./stop-strings.ts";

describe("stop strings", () => {
  it("finds the one that comes first in a text, whatever their order", () => {
    expect(firstStop("one. two!", ["!", "."])).toBe(3);
    expect(firstStop("one", ["!", "."])).toBeUndefined();
    expect(firstStop("one", [])).toBeUndefined();
  });

  it("measures the longest end that may yet become one", () => {
    expect(possibleStart("the e", ["end", "e the"])).toBe(1);
    expect(possibleStart("the en", ["end", "n the end"])).toBe(2);
    expect(possibleStart("the end", ["end"])).toBe(0);
    expect(possibleStart("", ["end"])).toBe(0);
  });
});
