import { describe, expect, it } from "vitest";
import { splitByScript } from "./unicode-scripts.ts";

// As UnicodeScripts().pre_tokenize_str(text) of the tokenizers library 0.23 has them.
const PIECES: readonly (readonly [string, readonly string[]])[] = [
  ["", []],
  ["  ", []],
  ["  lead and trail  ", ["lead and trail  "]],
  ["Ünïted カタカナ 漢字 and かな", ["Ünïted ", "カタカナ 漢字 ", "and ", "かな"]],
  ["ab12,c", ["ab", "12,", "c"]],
  ["a b я я1", ["a b ", "я я", "1"]],
  ["e\u0301a", ["e", "\u0301", "a"]],
  ["한국어 text", ["한국어 ", "text"]],
  ["ーabcー", ["ー", "abc", "ー"]],
  ["😀a😀 b", ["😀", "a", "😀 ", "b"]],
  ["\u0378a\u0378b\u{1e900}x", ["a\u0378b", "\u{1e900}", "x"]],
  ["Ωλ αβ АБ אב ab", ["Ωλ αβ ", "АБ ", "אב ", "ab"]],
];

describe("splitByScript", () => {
  it.each(PIECES)("cuts %j as the library does", (text, pieces) => {
    expect(splitByScript(text).filter((piece) => piece !== "")).toEqual(pieces);
  });

  it("says by an empty piece that the text's beginning is left out", () => {
    expect(splitByScript("  a")).toEqual(["", "a"]);
    expect(splitByScript("a")).toEqual(["a"]);
  });
});
