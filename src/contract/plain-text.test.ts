import { describe, expect, it } from "vitest";
import { cleanLine } from "./plain-text.ts";

describe("a stranger's text for one line", () => {
  it.each([
    ["gpt2\u202egnp.exe", "gpt2gnp.exe"],
    ["\u2066a\u2069 \u200fb\u061c", "a b"],
    ["one\r\ntwo\tthree\u2028four\u0000five", "one two three four five"],
    ["  a \u00a0 b  ", "a b"],
    ["\ufeffa\u00adb", "a b"],
    ["نص عربي", "نص عربي"],
    ["👩‍👩‍👧 and 🇪🇺", "👩‍👩‍👧 and 🇪🇺"],
  ])("%j is shown as %j", (text, shown) => expect(cleanLine(text, 100)).toBe(shown));

  it("is cut between characters, never inside one", () => {
    expect(cleanLine("😀".repeat(10), 4)).toBe("😀😀😀…");
    expect(cleanLine("abcd", 4)).toBe("abcd");
    expect([...cleanLine("a ".repeat(1_000_000), 50)].length).toBeLessThanOrEqual(50);
  });
});
