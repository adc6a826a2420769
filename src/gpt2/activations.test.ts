import { saying } from "../contract/testing/refused.ts";
import { describe, expect, it } from "vitest";
import { ACTIVATION_NAMES, activationFunction, parseActivation } from "./activations.ts";
import { activationGoldens } from "./testing/activation-goldens.ts";

const { inputs, values, trained } = activationGoldens;

describe("activation_function", () => {
  it("may be every function of transformers' ACT2FN that has no weights", () => {
    expect([...ACTIVATION_NAMES].sort()).toEqual(Object.keys(values).sort());
  });

  it.each(Object.entries(values))("%s is PyTorch's function", (name, expected) => {
    const compute = activationFunction(parseActivation(name, "config.json"));
    for (const [i, x] of inputs.entries()) {
      const wanted = expected[i] ?? Number.NaN;
      // Both are exact to float32, but where 1 + erf(x) cancels out.
      expect(Math.abs(compute(x) - wanted)).toBeLessThanOrEqual(1e-7 * Math.abs(wanted) + 1e-12);
    }
  });

  it.each(trained)("%s is refused by name, for its weights", (name) => {
    expect(() => parseActivation(name, "config.json")).toThrow(
      saying(`config.json: activation_function "${name}" is not supported. It has weights of its own`),
    );
  });

  it.each(["", "GELU", "gelu_old", "constructor", "__proto__", "x".repeat(500)])("%j is refused by name", (name) => {
    let failure: unknown;
    try {
      parseActivation(name, "config.json");
    } catch (error) {
      failure = error;
    }
    expect(failure).toMatchObject({
      failure: { code: "unsupported_architecture", subject: "config.json: activation_function" },
    });
    expect(failure).toEqual(saying(JSON.stringify(name).slice(0, 60)));
    expect(failure).toEqual(saying(/^.{0,150}$/));
  });
});
