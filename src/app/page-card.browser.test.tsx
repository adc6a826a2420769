import { afterEach, describe, expect, it } from "vitest";
import { CARD_META, readPageCard, writePageCard } from "./page-card.ts";

const CARD = {
  title: "Quotes",
  summary: "Short.",
  tags: ["a"],
  examples: [{ text: "life", output: " is" }],
  license: "mit",
};
const meta = document.createElement("meta");
afterEach(() => meta.remove());

describe("the card that a page was drawn with", () => {
  it("is read as it was written, without the whole text", () => {
    meta.name = CARD_META;
    meta.content = writePageCard({ ...CARD, body: "Long." });
    document.head.append(meta);
    expect(readPageCard(document)).toEqual(CARD);
  });

  it("is none on a page without one", () => expect(readPageCard(document)).toBeUndefined());
});
