import { describe, expect, it } from "vitest";
import { describeFailure, failureOf, Refusal } from "./outcome.ts";

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

  it.each([
    "Failed to fetch dynamically imported module: https://site.test/assets/convert.js",
    "error loading dynamically imported module: https://site.test/assets/convert.js",
    "Importing a module script failed.",
  ])("knows a script that did not come, and advises no smaller model: %s", (message) => {
    expect(failureOf(new TypeError(message))).toEqual({
      code: "network",
      message: "A script of this site could not be loaded.",
      hint: "Check the connection, then load the page again.",
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

it("tells of a failure what happened, and what to do next where that is known", () => {
  const failure = { code: "network", message: "It is gone." } as const;
  expect(describeFailure(failure)).toBe("It is gone.");
  expect(describeFailure({ ...failure, hint: "Try again." })).toBe("It is gone. Try again.");
});
