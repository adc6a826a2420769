import { describe, expect, it } from "vitest";
import { readCard } from "./model-card.ts";

const CARD = `---
license: mit
language: [en, de]
tags:
- gpt2
- 42
widget:
- text: Life is
  output:
    text: " not what happens."
- text: The sea
- example_title: no text
---
# A *writer* of [quotes](https://example.com)

![badge](x.svg)

- a list

Writes **short** quotes
in English.

More.
`;

describe("readCard", () => {
  it("reads title, summary, licence, languages, tags and examples", () => {
    expect(readCard(CARD, "owner/name")).toEqual({
      title: "A writer of quotes",
      summary: "Writes short quotes in English.",
      license: "mit",
      language: "en, de",
      tags: ["gpt2", "42"],
      examples: [{ text: "Life is", output: " not what happens." }, { text: "The sea" }],
    });
  });

  const empty = { title: "owner/name", summary: "", tags: [], examples: [] };
  it.each([
    ["no card", undefined],
    ["an empty one", ""],
    ["broken YAML", "---\n: : [\n---\n"],
    ["YAML that is a list", "---\n- a\n---\n"],
  ])("has the name as title for %s", (_name, text) => {
    expect(readCard(text, "owner/name")).toEqual(empty);
  });

  it("T13: keeps markup as text", () => {
    expect(readCard("# <script>alert(1)</script>\n", "n").title).toBe("<script>alert(1)</script>");
  });

  it("reads a card that multiplies its aliases without growing", () => {
    const bomb = [
      "a: &a [x,x,x,x,x,x,x,x,x]",
      ...[..."bcdefghi"].map((c, i) => `${c}: &${c} [${`*${"abcdefghi"[i]},`.repeat(9)}]`),
    ];
    expect(readCard(`---\n${bomb.join("\n")}\ntags: *i\n---\n# Title`, "n").title).toBe("Title");
  });
});
