import { describe, expect, it } from "vitest";
import { escaped, propertyOf, shorthand, testOf } from "./character-set.ts";

const codes = (text: string) => [...text].map((one) => one.codePointAt(0) ?? 0);

describe("character sets", () => {
  it.each([
    ["\\p{L}", false, false, "aé1", [true, true, false]],
    ["\\p{L}", true, false, "aé1", [false, false, true]],
    ["a-c", false, true, "bBd", [true, true, false]],
  ])("tests membership in [%s], negative %j, folded %j", (inner, negative, folded, text, expected) => {
    const test = testOf(inner, negative, folded);
    expect(codes(text).map(test)).toEqual(expected);
    expect(codes(text).map(test)).toEqual(expected);
  });

  it("has shorthands, of which \\w has more outside of brackets", () => {
    const [outside, inside] = [false, true].map((inClass) => testOf(shorthand("w", inClass) ?? ""));
    expect([outside?.(0xb2), inside?.(0xb2), shorthand("q", false)]).toEqual([true, false, undefined]);
  });

  it("knows properties that are sure to mean the same", () => {
    expect(["Lu", "Alphabetic", "Greek", "Emoji"].map(propertyOf)).toEqual([
      "Lu",
      "Alphabetic",
      "Script=Greek",
      undefined,
    ]);
  });

  it("escapes a code point", () => expect(escaped(0x1f600)).toBe("\\u{1f600}"));
});
