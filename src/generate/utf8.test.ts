import { describe, expect, it } from "vitest";
import { decodeUtf8, encodeUtf8, firstCharacter } from "./utf8.ts";

const TEXTS = ["", "a", "\0 z\n", "Käse", "ÿĀ߿ࠀ", "日本", "\uFFFF\u{10000}", "👩‍👩‍👧 \u{10FFFF}", "\uD83D", "a\uDC00b"];

describe("UTF-8", () => {
  it.each(TEXTS)("of %j is the platform's", (text) => {
    const bytes = encodeUtf8(text);
    expect([...bytes]).toEqual([...new TextEncoder().encode(text)]);
    expect(decodeUtf8(bytes)).toBe(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes));
  });

  it("is refused where it is broken", () => {
    for (const bytes of [[0xc3], [0x80], [0x61, 0xe2, 0x80], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xff]])
      expect(decodeUtf8(Uint8Array.from(bytes))).toBeUndefined();
  });

  it("tells the first character, or that it is not whole", () => {
    for (const text of ["abc", "über", "日本", "👩x"])
      expect(firstCharacter(encodeUtf8(text))).toBe(String.fromCodePoint(text.codePointAt(0) ?? 0));
    expect(firstCharacter(encodeUtf8("日").subarray(0, 2))).toBeUndefined();
    expect(firstCharacter(encodeUtf8("日").subarray(1))).toBeUndefined();
  });
});
