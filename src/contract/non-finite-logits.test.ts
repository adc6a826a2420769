import { describe, expect, it } from "vitest";
import { nonFiniteLogits } from "./non-finite-logits.ts";
import { saying } from "./testing/refused.ts";

describe("nonFiniteLogits", () => {
  it("is a failure of the model's with a way on", () => {
    expect(nonFiniteLogits()).toEqual(saying(/\w/, { code: "nan_logits", subject: "logits", hint: /\w/ }));
  });
});
