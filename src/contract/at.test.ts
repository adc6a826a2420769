import { describe, expect, it } from "vitest";
import { at, valueUnder } from "./at.ts";

describe("at", () => {
  it("gives what is there, also where that is nothing much", () => {
    expect([at([7], 0), at(Int32Array.of(0), 0), at([null], 0)]).toEqual([7, 0, null]);
  });

  it.each([-1, 2, 0.5, Number.NaN])("throws where there is no element %d", (index) => {
    expect(() => at(Float32Array.of(1, 2), index)).toThrow(`There is no element ${index} among 2.`);
  });
});

describe("valueUnder", () => {
  it("gives what is there, also where that is nothing much", () => {
    expect(valueUnder(new Map([["a", 0]]), "a")).toBe(0);
  });

  it("throws where there is nothing under the key", () => {
    expect(() => valueUnder(new Map([["a", 1]]), "b")).toThrow("There is nothing under b among 1.");
  });
});
