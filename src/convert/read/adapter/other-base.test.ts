import { describe, expect, it } from "vitest";
import { isOtherBase } from "./other-base.ts";

describe("isOtherBase", () => {
  it.each([
    ["owner/model", "owner/model", false],
    ["Owner/Model", "owner/model", false],
    ["gpt2", "openai-community/gpt2", false],
    ["openai-community/gpt2", "gpt2", false],
    ["distilgpt2", "distilbert/distilgpt2", false],
    ["owner/model", "owner/other", true],
    ["gpt2-medium", "openai-community/gpt2", true],
    ["./out/base", "owner/model", false],
    ["/home/somebody/base", "owner/model", false],
    ["my-base", "owner/model", false],
  ])("of %j and %j is %j", (base, repo, expected) => {
    expect(isOtherBase(base, repo)).toBe(expected);
  });
});
