import { describe, expect, it } from "vitest";
import { allowedValues, describeParameter, isParameterName } from "./describe-parameter.ts";
import { makeNote } from "./outcome.ts";
import { generationParameters } from "./parameters.ts";

const NAMES = Object.keys(generationParameters.entries).filter(isParameterName);

describe("describeParameter", () => {
  it.each(NAMES)("explains %s in a sentence, and says what it may be", (name) => {
    expect(describeParameter(name).text).toMatch(/[.]$/);
    expect(allowedValues(name).detail).not.toBe("allowed_described");
  });

  it("has the limits of a number", () => {
    expect(describeParameter("top_p").number).toMatchObject({ min: 0, max: 1 });
    expect(describeParameter("stop_strings").number).toBeUndefined();
    expect(allowedValues("top_p")).toEqual(makeNote("allowed_number", { min: 0, max: 1 }));
    expect(allowedValues("top_k")).toMatchObject({ detail: "allowed_whole", parameters: { min: 0 } });
  });
});

describe("isParameterName", () => {
  it("knows parameters alone", () =>
    expect(["top_k", "toString", "topK"].map(isParameterName)).toEqual([true, false, false]));
});
