import { describe, expect, it } from "vitest";
import { ACCENT, hideNewer, lowerCase, normalizeUnicode, PUNCTUATION, SPACE, WORD } from "./unicode.ts";

describe("unicode", () => {
  it("normalizes to each form", () => {
    expect([normalizeUnicode("NFC")("e\u0301"), normalizeUnicode("NFD")("é"), normalizeUnicode("NFKC")("ﬁ")]).toEqual([
      "é",
      "e\u0301",
      "fi",
    ]);
  });

  it("has U+0085 among the spaces and not U+FEFF", () => {
    const space = new RegExp(`^[${SPACE}]$`, "u");
    expect(["\u0085", " ", "\ufeff"].map((one) => space.test(one))).toEqual([true, true, false]);
  });

  it("tells punctuation, accents and words as the library does", () => {
    expect("a$b,c–d".replace(PUNCTUATION, "")).toBe("abcd");
    expect("e\u0301".replace(ACCENT, "")).toBe("e");
    expect(new RegExp(`^[${WORD}]+$`, "u").test("añ_9")).toBe(true);
  });

  it("lowers each character by itself", () => expect(lowerCase("ΑΣ")).toBe("ασ"));

  it("keeps the length of what it hides", () => {
    const text = "a\u{1fae0}b";
    expect(hideNewer(text)).toHaveLength(text.length);
    expect(hideNewer("plain")).toBe("plain");
  });
});
