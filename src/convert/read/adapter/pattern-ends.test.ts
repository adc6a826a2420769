import { describe, expect, it } from "vitest";
import { isEdge, one, type Part, remember, repeat, where } from "./pattern-ends.ts";

const letter = one((found) => /[a-z]/.test(found));
const endsOf = (part: Part, text: string, start = 0) => [...part(text, start)].sort((a, b) => a - b);

describe("a part of a pattern", () => {
  it("ends at every count from the least to the most", () => {
    expect(endsOf(repeat(letter, 0, 2), "abc1")).toEqual([0, 1, 2]);
    expect(endsOf(repeat(letter, 2, Number.POSITIVE_INFINITY), "abc1")).toEqual([2, 3]);
    expect(endsOf(repeat(letter, 2, 3), "a1")).toEqual([]);
    expect(endsOf(letter, "a", 1)).toEqual([]);
  });

  it("that matches nothing at all ends where it begins, however often it may", () => {
    const nothing = where(() => true);
    expect(endsOf(repeat(nothing, 0, Number.POSITIVE_INFINITY), "abc", 1)).toEqual([1]);
  });

  it("is asked once for each place of a text, and anew for another text", () => {
    let asked = 0;
    const part = remember((text, start) => {
      asked++;
      return letter(text, start);
    });
    expect([endsOf(part, "ab"), endsOf(part, "ab"), endsOf(part, "ab", 1)]).toEqual([[1], [1], [2]]);
    expect(asked).toBe(2);
    expect(endsOf(part, "1b")).toEqual([]);
    expect(asked).toBe(3);
  });
});

it("words have edges at both ends", () => {
  expect([0, 1, 2, 3].map((at) => isEdge("ab ", at))).toEqual([true, false, true, false]);
});
