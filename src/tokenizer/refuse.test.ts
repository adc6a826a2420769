import { describe, expect, it } from "vitest";
import { mismatch, unsupported } from "./refuse.ts";

describe("refusals of a tokenizer", () => {
  it("name the file, the part and its value", () => {
    expect(mismatch("tokenizer.json", "has no vocabulary.").failure).toEqual({
      code: "tokenizer_mismatch",
      message: "tokenizer.json: has no vocabulary.",
      subject: "tokenizer.json",
    });
    expect(unsupported("tokenizer.json", "normalizer", { type: "Odd" }).failure).toMatchObject({
      message: expect.stringMatching(/normalizer .*Odd.* is not supported\./),
      hint: expect.any(String),
    });
  });
});
