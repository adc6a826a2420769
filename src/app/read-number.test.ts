import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readNumber } from "./read-number.ts";

const DECIMAL = { min: -10, max: 3600, step: 0.01 };
const WHOLE = { min: 0, max: 4_294_967_295, step: 1 };

describe("readNumber", () => {
  it.each([
    ["0.9", 0.9],
    ["0,9", 0.9],
    [",9", 0.9],
    [".9", 0.9],
    ["1.", 1],
    ["1,", 1],
    ["-1,5", -1.5],
    ["−1.5", -1.5],
    ["1e-3", 0.001],
    [" 0,95 ", 0.95],
    ["0,125", 0.125],
    ["0.125", 0.125],
    ["０．９", 0.9],
    ["٠٫٩", 0.9],
    ["۰٫۹", 0.9],
    ["०.९", 0.9],
    ["1 200,5", 1200.5],
    ["1\u202f200,5", 1200.5],
    ["1’200.5", 1200.5],
    ["1,200.5", 1200.5],
    ["1.200,5", 1200.5],
    ["1.200.000", 1_200_000],
  ])("takes %s in a field with decimals", (text, value) => expect(readNumber(text, DECIMAL)).toBe(value));

  it.each([
    ["40", 40],
    ["٤٠", 40],
    ["1 000", 1000],
    ["1,000", 1000],
    ["1'000'000", 1_000_000],
    ["4.294.967.295", 4_294_967_295],
    ["4,294,967,295", 4_294_967_295],
    ["1.000", 1000],
    ["1,5", 1.5],
  ])("takes %s in a field of whole numbers", (text, value) => expect(readNumber(text, WHOLE)).toBe(value));

  it("takes a point or comma before three digits as the limits have it, and not where both readings would do", () => {
    const small = { min: 0.01, max: 10, step: 0.01 };
    expect(["1,125", "1.125"].map((text) => readNumber(text, small))).toEqual([1.125, 1.125]);
    expect(["1,200", "1.200"].map((text) => readNumber(text, DECIMAL))).toEqual([Number.NaN, Number.NaN]);
    expect(readNumber("1,200", { min: 100, max: 3600, step: 0.1 })).toBe(1200);
  });

  it.each(["", "abc", "0,9,5", "0.9.5", "1 00", "0x10", "Infinity", "1e", "--1", "5 %"])(
    "takes %j for none",
    (text) => {
      expect([readNumber(text, DECIMAL), readNumber(text, WHOLE)]).toEqual([Number.NaN, Number.NaN]);
    },
  );

  it("reads what every language of the browser writes for a number, or refuses it", () => {
    const locales = [
      "en",
      "de",
      "fr",
      "de-CH",
      "pt-BR",
      "ar-EG",
      "fa",
      "hi",
      "bn",
      "mr-u-nu-deva",
      "th-u-nu-thai",
      "sv",
    ];
    const numbers = fc.integer({ min: -1000, max: 360_000 }).map((hundredths) => hundredths / 100);
    fc.assert(
      fc.property(fc.constantFrom(...locales), numbers, (locale, number) => {
        const read = readNumber(new Intl.NumberFormat(locale).format(number), DECIMAL);
        if (!(Number.isNaN(read) && Math.abs(number) >= 1000)) expect(read).toBe(number === 0 ? 0 : number);
        const whole = Math.round(Math.abs(number));
        expect(readNumber(new Intl.NumberFormat(locale).format(whole), WHOLE)).toBe(whole);
      }),
    );
  });
});
