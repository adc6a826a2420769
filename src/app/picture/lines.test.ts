import { describe, expect, it } from "vitest";
import { measureEvenly } from "../testing/measure.ts";
import { balanceLines, fillLines } from "./lines.ts";
import { piecesOf } from "./pieces.ts";

const ems = (text: string) => measureEvenly(text, 1);
const widePieces = (text: string) => piecesOf(text).map((piece) => ({ ...piece, width: ems(piece.text) }));
const fill = (text: string, width: number) => fillLines(widePieces(text), width, ems);
const texts = (lines: readonly { readonly text: string }[]) => lines.map(({ text }) => text);

describe("fillLines", () => {
  it("fills lines up to their width, and draws no space at their ends", () => {
    expect(texts(fill("life is not over", 4).lines)).toEqual(["life is", "not over"]);
    expect(texts(fill("life is not over", 3.4).lines)).toEqual(["life", "is not", "over"]);
  });

  it("ends lines where the text does, and keeps an empty one", () => {
    expect(texts(fill("roses\n\nare red", 100).lines)).toEqual(["roses", "", "are red"]);
  });

  it("tears what is wider than a line between its characters, and says so", () => {
    const { lines, isTorn } = fill("a 👍🏽👍🏽 abcdefgh b", 2);
    expect(texts(lines)).toEqual(["a 👍🏽", "👍🏽", "abcd", "efgh", "b"]);
    expect(isTorn).toBe(true);
    expect(fill("abcd", 2).isTorn).toBe(false);
  });

  it("says where each line begins in the text", () => {
    const text = "life is 人生 not abcdefghij";
    for (const { text: line, start } of fill(text, 3).lines) expect(text.slice(start, start + line.length)).toBe(line);
  });
});

describe("balanceLines", () => {
  it("makes as many lines of about the same length", () => {
    const text = "the quick brown fox jumps over it";
    expect(texts(fill(text, 15).lines)).toEqual(["the quick brown fox jumps over", "it"]);
    expect(texts(balanceLines(widePieces(text), 15, ems))).toEqual(["the quick brown", "fox jumps over it"]);
  });

  it("leaves torn words as they are", () => {
    expect(texts(balanceLines(widePieces("abcdefghijk"), 4, ems))).toEqual(["abcdefgh", "ijk"]);
  });
});
