import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { measureEvenly } from "../testing/measure.ts";
import { fitText } from "./fit-text.ts";

const ROOM = { width: 400, height: 300 };
const OPTIONS = { largest: 80, smallest: 20, leading: 1.25 };
const setIn = (text: string, more: Partial<typeof OPTIONS & { wholeAbove: number }> = {}) =>
  fitText(text, ROOM, { ...OPTIONS, ...more }, measureEvenly);
const textOf = ({ lines }: ReturnType<typeof setIn>) => lines.map(({ text }) => text).join("|");

/** Every line within the width, all of them within the height. */
function expectInside(fitted: ReturnType<typeof setIn>) {
  for (const { text } of fitted.lines) expect(measureEvenly(text, fitted.size)).toBeLessThanOrEqual(ROOM.width);
  expect(fitted.lines.length * fitted.lineHeight).toBeLessThanOrEqual(ROOM.height);
}

describe("fitText", () => {
  it("sets a short text in the largest letters", () => {
    expect(setIn("Love")).toMatchObject({ size: 80, lineHeight: 100, isCut: false });
  });

  it("sets a longer text in the largest letters that leave room for all of it", () => {
    const text = "the quick brown fox jumps over the lazy dog and runs away";
    const fitted = setIn(text);
    expectInside(fitted);
    expect(textOf(fitted).replaceAll("|", " ")).toBe(text);
    expect(fitted.size).toBeLessThan(80);
    const larger = setIn(text, { largest: fitted.size + 1, smallest: fitted.size + 1 });
    expect(larger.isCut).toBe(true);
  });

  it("cuts a text that has no room in the smallest letters behind a word, with an ellipsis", () => {
    const fitted = setIn("word ".repeat(400).trim());
    expect(fitted).toMatchObject({ size: 20, isCut: true });
    expectInside(fitted);
    expect(fitted.lines.at(-1)?.text).toMatch(/^(?:word )+…$/);
    expect(fitted.lines).toHaveLength(12);
  });

  it("cuts Chinese behind a character, without a space", () => {
    expect(setIn("字".repeat(3000)).lines.at(-1)?.text).toMatch(/^字+…$/u);
  });

  it("rather takes smaller letters than tears a word, down to a limit, then tears it", () => {
    expect(setIn("Rechtsschutzversicherung", { wholeAbove: 30 })).toMatchObject({ size: 33, lines: [{}] });
    const torn = setIn("a".repeat(50), { wholeAbove: 30 });
    expect(torn.size).toBe(30);
    expect(torn.lines.length).toBeGreaterThan(1);
    expectInside(torn);
  });

  it("cuts one enormous word within it", () => {
    const fitted = setIn("x".repeat(4000));
    expectInside(fitted);
    expect(fitted.lines.at(-1)?.text).toMatch(/^x+…$/);
  });

  it("cuts no emoji apart", () => {
    const family = "👨‍👩‍👧‍👦";
    const fitted = setIn(family.repeat(900));
    expect(fitted.isCut).toBe(true);
    for (const { text } of fitted.lines) expect(text.replaceAll(family, "")).toMatch(/^…?$/);
  });

  it("takes smaller letters where lines are wider than the sum of their words", () => {
    const wide = (text: string, size: number) => measureEvenly(text, size) * (text.includes(" ") ? 1.3 : 1);
    const fitted = fitText("aaaa bbbb cccc dddd", ROOM, OPTIONS, wide);
    for (const { text } of fitted.lines) expect(wide(text, fitted.size)).toBeLessThanOrEqual(ROOM.width);
  });

  it("sets an empty text as one empty line", () => {
    expect(setIn("")).toMatchObject({ lines: [{ text: "" }], isCut: false });
  });

  it("loses no letter of any text that it does not cut, and leaves its room with none", () => {
    const anyText = fc.string({
      unit: fc.constantFrom("a", "字", "。", "「", "-", " ", "\n", "👍🏽", "🇩🇪", "ש", "é", "?"),
    });
    const property = fc.property(anyText, (drawn) => {
      const text = drawn
        .replace(/ +/g, " ")
        .replace(/ ?\n ?/g, "\n")
        .trim();
      const fitted = setIn(text);
      expectInside(fitted);
      const ink = (part: string) => part.replace(/\s/g, "");
      const set = ink(fitted.lines.map(({ text }) => text).join(""));
      if (!fitted.isCut) expect(set).toBe(ink(text));
      else expect(ink(text).startsWith(set.slice(0, -1))).toBe(true);
    });
    fc.assert(property, { numRuns: 300, seed: 7 });
  });
});
