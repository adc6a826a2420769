import { describe, expect, it } from "vitest";
import { cardBlocks } from "./card-blocks.ts";

describe("cardBlocks", () => {
  it("cuts a card into headings, prose, lists, tables and code", () => {
    const card = [
      "# A model",
      "It writes **short** `texts`",
      "on two lines.",
      "",
      "- one",
      "  goes on",
      '* two, [here](https://example.org/a "title")',
      "",
      "| a | b |",
      "| --- | :-: |",
      "| 1 | 2 |",
      "```sh",
      "# no heading",
      "```",
      "### Limits ###",
    ].join("\n");
    expect(cardBlocks(card)).toEqual([
      { kind: "heading", level: 1, text: "A model" },
      { kind: "prose", text: "It writes short texts on two lines." },
      { kind: "list", items: ["one goes on", "two, here (https://example.org/a)"] },
      {
        kind: "table",
        rows: [
          ["a", "b"],
          ["1", "2"],
        ],
      },
      { kind: "code", text: "# no heading" },
      { kind: "heading", level: 3, text: "Limits" },
    ]);
  });

  it("T13: leaves a publisher's markup the text that it is, and no address but that of a web page", () => {
    const html = '<img src="x" onerror="alert(1)">';
    expect(cardBlocks(html)).toEqual([{ kind: "prose", text: html }]);
    expect(cardBlocks("[click](javascript:alert)")).toEqual([{ kind: "prose", text: "click" }]);
  });

  it("ends a list or prose where code, a table or a heading begins, with or without an empty line between", () => {
    for (const [text, kind] of [
      ["- one", "list"],
      ["one", "prose"],
    ]) {
      for (const [next, after] of [
        ["```\ncode\n```", "code"],
        ["| a |", "table"],
        ["# A", "heading"],
      ]) {
        expect(cardBlocks(`${text}\n${next}`).map((block) => block.kind)).toEqual([kind, after]);
      }
    }
  });

  it.each([
    ["# Closed ##", "Closed"],
    ["## C#", "C#"],
    ["# ##", ""],
  ])("reads the heading %j", (line, text) => expect(cardBlocks(line)).toMatchObject([{ kind: "heading", text }]));

  const MANY = 120_000;
  it.each([
    ["a link that never ends", `[](${"a".repeat(MANY)}`],
    ["a heading of white space", `# a${" ".repeat(MANY)}b`],
    ["a heading with a line separator", `#${" ".repeat(MANY)}b\u2028c`],
    ["a heading of closing marks", `# a${"#".repeat(MANY)}b`],
  ])("T42: takes time in proportion to %s", (_name, card) => expect(cardBlocks(card)).toHaveLength(1));

  it("ends with a card that ends in the middle of code, and has nothing for an empty one", () => {
    expect(cardBlocks("```\nopen")).toEqual([{ kind: "code", text: "open" }]);
    expect(cardBlocks(" \n\n")).toEqual([]);
  });
});
