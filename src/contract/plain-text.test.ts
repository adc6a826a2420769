import { describe, expect, it } from "vitest";
import { cleanLine, cleanText } from "./plain-text.ts";

describe("a stranger's text for one line", () => {
  it.each([
    ["gpt2\u202egnp.exe", "gpt2gnp.exe"],
    ["\u2066a\u2069 \u200fb\u061c", "a b"],
    ["one\r\ntwo\tthree\u2028four\u0000five", "one two three four five"],
    ["  a \u00a0 b  ", "a b"],
    ["\ufeffa\u00adb", "a b"],
    ["نص عربي", "نص عربي"],
    ["👩‍👩‍👧 and 🇪🇺", "👩‍👩‍👧 and 🇪🇺"],
    ["👍🏽 1️⃣ ❤️ ☂︎", "👍🏽 1️⃣ ❤️ ☂︎"],
    ["می\u200cخواهم क्\u200dष", "می\u200cخواهم क्\u200dष"],
    [`a${"\u0301".repeat(50)}b`, `a${"\u0301".repeat(4)}b`],
    [`a${"\u0301\u200d\u034f".repeat(20)}b`, `a${" \u0301".repeat(20)} b`.replace(" ", "")],
    ["quotes\u200b\u2063\u180e\u206f", "quotes"],
    ["quo\u200dtes\u200c \ufe0f1\ufe00", "quotes 1\ufe00"],
    ["\u3164\uffa0\u115f\u2800\u17b4\u{e0100}\u{1d173}", ""],
    ["\u200d\u200c\ufe0f", ""],
    ["half \ud83d of \udc00", "half \ufffd of \ufffd"],
  ])("%j is shown as %j", (text, shown) => expect(cleanLine(text, 100)).toBe(shown));

  it("is cut between characters, never inside one", () => {
    expect(cleanLine("😀".repeat(10), 4)).toBe("😀😀😀…");
    expect(cleanLine("abcd", 4)).toBe("abcd");
    expect([...cleanLine("a ".repeat(1_000_000), 50)].length).toBeLessThanOrEqual(50);
  });
});

it("T39: a stranger's text of several lines keeps its lines, and nothing that changes how they are read", () => {
  expect(cleanText(`a${"\u0301\u0000\u200b".repeat(20)}`)).toBe(`a${"\u0301".repeat(4)}`);
  expect(cleanText("one\r\n\ttwo\u0000\u001b[31m\u202ethree\n\nfour\u2028")).toBe("one\n\ttwo[31mthree\n\nfour");
});
