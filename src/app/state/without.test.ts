import { describe, expect, it } from "vitest";
import { without } from "./without.ts";

describe("without", () => {
  it("leaves the given object as it is", () => {
    const whole = { a: 1, b: 2, c: 3 };
    expect(without(whole, "b", "c")).toEqual({ a: 1 });
    expect(whole).toEqual({ a: 1, b: 2, c: 3 });
  });
});
