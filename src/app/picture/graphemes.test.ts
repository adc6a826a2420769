import { describe, expect, it } from "vitest";
import { graphemesOf } from "./graphemes.ts";

const WHOLE = ["👨‍👩‍👧‍👦", "👍🏽", "🇩🇪", "🇫🇷", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "❤️", "1️⃣", "e\u0301", "ל\u05b0", "é", "字", " ", "a"];

describe("graphemesOf", () => {
  it.each([
    ["with the browser's own rules", Intl],
    ["where the browser has none", {}],
  ])("tears no emoji, flag or marked letter apart, %s", (_name, platform) => {
    expect(graphemesOf(WHOLE.join(""), platform)).toEqual(WHOLE);
    expect(graphemesOf("", platform)).toEqual([]);
  });

  it("loses nothing of a text that begins with a mark or has half a character", () => {
    for (const text of ["\u0301a", "a\ud800b", "\u200d👍"]) expect(graphemesOf(text, {}).join("")).toBe(text);
  });
});
