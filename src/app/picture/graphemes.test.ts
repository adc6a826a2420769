import { describe, expect, it } from "vitest";
import { graphemesOf } from "./graphemes.ts";

const WHOLE = ["👨‍👩‍👧‍👦", "👍🏽", "🇩🇪", "🇫🇷", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "❤️", "1️⃣", "e\u0301", "ל\u05b0", "é", "字", " ", "a"];

describe("graphemesOf", () => {
  it.each([
    ["with the browser's own rules", Intl.Segmenter],
    ["where the browser has none", undefined],
  ])("tears no emoji, flag or marked letter apart, %s", (_name, Segmenter) => {
    expect(graphemesOf(WHOLE.join(""), Segmenter)).toEqual(WHOLE);
    expect(graphemesOf("", Segmenter)).toEqual([]);
  });

  it("loses nothing of a text that begins with a mark or has half a character", () => {
    for (const text of ["\u0301a", "a\ud800b", "\u200d👍"]) expect(graphemesOf(text, undefined).join("")).toBe(text);
  });
});
