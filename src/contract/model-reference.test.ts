import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseModelReference } from "./model-reference.ts";
import { anyText } from "./testing/any-text.ts";

describe("parseModelReference", () => {
  it.each([
    ["owner/name", { repo: "owner/name" }],
    ["o-w/n.a_m@main", { repo: "o-w/n.a_m", revision: "main" }],
    ["owner/name@refs/pr/1", { repo: "owner/name", revision: "refs/pr/1" }],
    ["bare", { repo: "bare" }],
    ["gpt2", { repo: "openai-community/gpt2" }],
    ["GPT2-XL@main", { repo: "openai-community/gpt2-xl", revision: "main" }],
    ["distilgpt2", { repo: "distilbert/distilgpt2" }],
  ])("takes %s", (text, reference) => expect(parseModelReference(text)).toEqual(reference));

  it.each([
    "",
    "../x",
    "a/../b",
    "//evil",
    "a/b/c",
    "%2e/x",
    "a/b@",
    "a/b@c@d",
    "a/b@../c",
    "a/b@c//d",
    "a--b/c",
    "ä/b",
    "a/b/tree/main/c",
  ])("T14: refuses %j", (text) => expect(parseModelReference(text)).toBeUndefined());

  it("T14: lets nothing through but the letters of a repository", () => {
    fc.assert(
      fc.property(anyText(40), (text) => {
        const reference = parseModelReference(text);
        if (reference !== undefined) expect(text).toMatch(/^[\w.-]+(?:\/[\w.-]+)?(?:@[\w./-]+)?$/);
      }),
    );
  });
});
