import { describe, expect, it } from "vitest";
import { failureOf, makeFailure, refuse } from "./outcome.ts";
import { saying } from "./testing/refused.ts";

describe("failureOf", () => {
  it.each([
    "Array buffer allocation failed",
    "Out of memory",
    "WebAssembly.Memory(): could not allocate memory",
    "WebAssembly.instantiate(): Out of memory: Cannot allocate Wasm memory for new instance",
  ])("knows that an engine has no memory: %s", (reason) => {
    const failure = failureOf(new RangeError(reason));
    expect(failure).toEqual(makeFailure("out_of_memory", "engine", { reason }));
    expect(failure).toEqual(saying(reason, { hint: "smaller model" }));
  });

  it.each([
    "Failed to fetch dynamically imported module: https://site.test/assets/convert.js",
    "error loading dynamically imported module: https://site.test/assets/convert.js",
    "Importing a module script failed.",
  ])("knows a script that did not come, and advises no smaller model: %s", (message) => {
    const failure = failureOf(new TypeError(message));
    expect(failure).toEqual(makeFailure("network", "script", {}));
    expect(failure).toEqual(
      saying(/^A script of this site could not be loaded\.$/, {
        hint: /^Check the connection, then load the page again\.$/,
      }),
    );
  });

  it("takes other errors for faults of ours, and refusals as they are", () => {
    expect(failureOf(new RangeError("Row 1 has no tokens."))).toEqual(
      makeFailure("internal", "error", { reason: "Row 1 has no tokens." }),
    );
    expect(failureOf(new TypeError("allocation"))).toMatchObject({ code: "internal" });
    expect(failureOf(refuse("quota", "full", {}))).toEqual({ code: "quota", detail: "full", parameters: {} });
  });
});

it("an error names its failure for those who read a log", () => {
  expect(refuse("quota", "full", {}).message).toBe("quota.full");
  expect(refuse("network", "stalled", { url: "https://a.test/b", seconds: 20 }).message).toBe(
    "network.stalled (url: https://a.test/b, seconds: 20)",
  );
});

it("a failure survives its way between threads", () => {
  const why = makeFailure("integrity", "damaged", { names: ["a", "b"] });
  const failure = makeFailure("self_test_failed", "could_not_run", { why }, { subject: "a\nb", retryAfterSeconds: 1 });
  expect(structuredClone(failure)).toEqual(failure);
  expect(failure.subject).toBe("a b");
});
