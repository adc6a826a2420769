import { afterEach, describe, expect, it } from "vitest";
import { pluralIn, setLocale, showDate, showFixed, showNumber, showPlain, showTime } from "./locale.ts";

afterEach(() => setLocale("en"));

describe("locale", () => {
  it.each([
    ["en", "123,456.5", "123,456.50", "123456.5"],
    ["de", "123.456,5", "123.456,50", "123456,5"],
    ["en-IN", "1,23,456.5", "1,23,456.50", "123456.5"],
  ])("writes numbers as in %s", (tag, shown, fixed, plain) => {
    setLocale(tag);
    expect([showNumber(123_456.5), showFixed(123_456.5, 2), showPlain(123_456.5)]).toEqual([shown, fixed, plain]);
  });

  it("cuts digits where it is told to", () => expect(showNumber(1.256, 1)).toBe("1.3"));

  it("writes days and times of day", () => {
    const at = new Date(2026, 10, 26, 21, 5).getTime();
    expect(showDate(at)).toBe("11/26/2026");
    expect(showTime(at)).toContain("9:05");
    setLocale("de");
    expect(showDate(at)).toBe("26.11.2026");
  });

  it("chooses the form of counted things by the language", () => {
    expect([0, 1, 2].map((count) => pluralIn("en")(count, "one", "other"))).toEqual(["other", "one", "other"]);
    expect([0, 1, 2].map((count) => pluralIn("fr")(count, "one", "other"))).toEqual(["one", "one", "other"]);
  });
});
