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
      body: CARD.slice(CARD.indexOf("# ")).trim(),
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

  const bomb = [
    "a: &a [x,x,x,x,x,x,x,x,x]",
    ...[..."bcdefghi"].map((c, i) => `${c}: &${c} [${`*${"abcdefghi"[i]},`.repeat(9)}]`),
    "tags: *i",
  ].join("\n");
  it.each([
    ["multiplies its aliases", bomb],
    ["refers to itself", "tags: &a [*a]"],
    ["is nested a hundred thousand levels deep in brackets", `tags: ${"[".repeat(100_000)}`],
    ["is nested as deep in blocks", `tags:\n${" -".repeat(90_000)} x`],
    ["names a type", "license: mit\ntags: !!js/function 'function () {}'"],
    ["merges into a prototype", "__proto__: {license: evil}\n<<: {license: evil}"],
  ])("T13: front matter that %s gives no fact, and the card is read", (_name, yaml) => {
    expect(readCard(`---\n${yaml}\n---\n# Title`, "n")).toEqual({ ...empty, title: "Title", body: "# Title" });
  });

  it("T13: takes a value for the text that it is", () => {
    const yaml = "license: no\nlanguage: 0x10\ntags: [1_000, 2020-01-01, ~, '']";
    expect(readCard(`---\n${yaml}\n---\n`, "n")).toMatchObject({
      license: "no",
      language: "0x10",
      tags: ["1_000", "2020-01-01", "~"],
    });
  });

  it("T13: reads no further than a card is long", () => {
    const endless = `---\nlicense: mit\ntags:\n${"- tag\n".repeat(100_000)}---\n# Title`;
    expect(readCard(endless, "n")).not.toHaveProperty("license");
  });

  it("T39: every line of a stranger is cut, and nothing in it turns the text around", () => {
    const evil = "x\u202e\u2066".repeat(1000);
    const yaml = `license: ${evil}\nlanguage: [${evil}]\ntags:\n${`- ${evil}\n`.repeat(50)}widget:\n- text: ${evil}`;
    const card = readCard(`---\n${yaml}\n---\n# ${evil}\n\n${evil}`, "n");
    expect(JSON.stringify(card)).not.toMatch(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]|\\u00/);
    const lines = [card.title, card.license ?? "", card.language ?? "", ...card.tags];
    expect(Math.max(...lines.map(({ length }) => length))).toBe(120);
    expect([card.title.length, card.license?.length, card.tags.length]).toEqual([120, 60, 20]);
    expect(card.examples).toEqual([{ text: "x".repeat(1000) }]);
  });
});
