import { describe, expect, it } from "vitest";
import { failureOf, Refusal } from "./outcome.ts";

describe("failureOf", () => {
  it.each([
    "Array buffer allocation failed",
    "Out of memory",
    "WebAssembly.Memory(): could not allocate memory",
    "WebAssembly.instantiate(): Out of memory: Cannot allocate Wasm memory for new instance",
  ])("knows that an engine has no memory: %s", (message) => {
    expect(failureOf(new RangeError(message))).toMatchObject({
      code: "out_of_memory",
      message: expect.stringContaining(message),
      hint: expect.stringContaining("smaller model"),
    });
  });

  it("takes other errors for faults of ours, and refusals as they are", () => {
    expect(failureOf(new RangeError("Row 1 has no tokens."))).toEqual({
      code: "internal",
      message: "Row 1 has no tokens.",
    });
    expect(failureOf(new TypeError("allocation"))).toMatchObject({ code: "internal" });
    expect(failureOf(new Refusal("quota", "The disk is full."))).toEqual({
      code: "quota",
      message: "The disk is full.",
    });
  });
});
