import { describe, expect, it } from "vitest";
import { nonFiniteLogits } from "./non-finite-logits.ts";

describe("nonFiniteLogits", () => {
  it("is a failure of the model's with a way on", () => {
    expect(nonFiniteLogits().failure).toMatchObject({
      code: "nan_logits",
      subject: "logits",
      hint: expect.any(String),
    });
  });
});
