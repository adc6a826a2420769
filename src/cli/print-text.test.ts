import { describe, expect, it } from "vitest";
import { printText } from "./print-text.ts";

const HOSTILE = "a\u001b[2J\u001b]52;c;cm0=\u0007 b\r\b\u007f\u009b1A\tc\u0000\n";

describe("printText", () => {
  it.each([
    [true, "a\\u001b[2J\\u001b]52;c;cm0=\\u0007 b\\u000d\\u0008\\u007f\\u009b1A\tc\\u0000\n"],
    [false, HOSTILE],
    [undefined, HOSTILE],
  ])("shows control characters on a terminal alone (isTTY %s)", (isTTY, expected) => {
    const written: string[] = [];
    printText({ ...(isTTY !== undefined && { isTTY }), write: (text) => written.push(text) }, HOSTILE);
    expect(written.join("")).toBe(expected);
  });

  it("leaves every language and emoji as it is", () => {
    const written: string[] = [];
    const text = "é 中文 עברית \u200d 👩‍🚀\u00a0\u00ad";
    printText({ isTTY: true, write: (piece) => written.push(piece) }, text);
    expect(written).toEqual([text]);
  });
});
