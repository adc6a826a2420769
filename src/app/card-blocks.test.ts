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

  it("ends with a card that ends in the middle of code, and has nothing for an empty one", () => {
    expect(cardBlocks("```\nopen")).toEqual([{ kind: "code", text: "open" }]);
    expect(cardBlocks(" \n\n")).toEqual([]);
  });
});
