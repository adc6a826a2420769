import { describe, expect, it } from "vitest";
import { piecesOf } from "./pieces.ts";

const cut = (text: string) => piecesOf(text).map((piece) => piece.text);

describe("piecesOf", () => {
  it("cuts at spaces and line breaks, and says where each piece begins", () => {
    expect(piecesOf("life is\nnot")).toEqual([
      { text: "life", start: 0, hasGap: true, endsLine: false },
      { text: "is", start: 5, hasGap: false, endsLine: true },
      { text: "not", start: 8, hasGap: false, endsLine: true },
    ]);
  });

  it("cuts behind hyphens, dashes and slashes between letters, and never before one", () => {
    expect(cut("well-known and/or this—that -5 1-2")).toEqual([
      "well-",
      "known",
      "and/",
      "or",
      "this—",
      "that",
      "-5",
      "1-2",
    ]);
  });

  it("cuts between Chinese and Japanese characters, with no mark torn from its word", () => {
    expect(cut("人生，「路」。")).toEqual(["人", "生，", "「路」。"]);
    expect(cut("ちょっと、カー")).toEqual(["ちょっ", "と、", "カー"]);
    expect(cut("用GPT-2写")).toEqual(["用", "GPT-2", "写"]);
  });

  it("cuts between emoji, never within one", () => {
    expect(cut("👨‍👩‍👧‍👦🇩🇪🇫🇷!")).toEqual(["👨‍👩‍👧‍👦", "🇩🇪", "🇫🇷!"]);
  });

  it("finds the words of Thai, which has no spaces", () => {
    expect(cut("สวัสดีชาวโลก").length).toBeGreaterThan(1);
    expect(cut("สวัสดีชาวโลก").join("")).toBe("สวัสดีชาวโลก");
  });

  it("keeps words of Arabic, Hebrew and Korean whole", () => {
    expect(cut("الحياة ليست")).toEqual(["الحياة", "ليست"]);
    expect(cut("안녕 세상")).toEqual(["안녕", "세상"]);
  });

  it("keeps French marks at their words", () => {
    expect(cut("« Pourquoi ? » dit-il")).toEqual(["« Pourquoi ? »", "dit-", "il"]);
  });
});
