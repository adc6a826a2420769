import { describe, expect, it } from "vitest";
import { isList, isMultiline, type ListKind, readText, writeText } from "./typed-list.ts";

const CASES: readonly (readonly [ListKind, string, readonly unknown[] | undefined])[] = [
  ["numbers", "", undefined],
  ["numbers", "1, 2;3", [1, 2, 3]],
  ["numbers", "一", [Number.NaN]],
  ["texts", "\n\n", undefined],
  ["texts", "one\n two ", ["one", " two "]],
  ["texts", "a\\nb", ["a\nb"]],
  ["runs", "1, 2\n3", [[1, 2], [3]]],
  ["biases", "1, 2 = -2.5", [[[1, 2], -2.5]]],
  ["biases", "1, 2", [[[1, 2], Number.NaN]]],
  ["biases", "1 =", [[[1], Number.NaN]]],
];

describe("typed lists", () => {
  it.each(CASES)("reads %s %j as %j", (kind, text, value) => expect(readText(kind, text)).toEqual(value));

  it.each<[ListKind, readonly unknown[] | undefined, string]>([
    ["numbers", undefined, ""],
    ["numbers", [1, 2], "1, 2"],
    ["texts", ["a\nb", "c"], "a\\nb\nc"],
    ["runs", [[1, 2], [3]], "1, 2\n3"],
    ["biases", [[[1, 2], -2.5]], "1, 2 = -2.5"],
  ])("writes %s %j as %j", (kind, value, text) => {
    expect(writeText(kind, value)).toBe(text);
    expect(readText(kind, text)).toEqual(value);
  });

  it("knows which parameters are lists, and which of them have lines", () => {
    expect((["texts", "numbers", "flag", "number"] as const).map(isList)).toEqual([true, true, false, false]);
    expect((["runs", "biases", "numbers"] as const).map(isMultiline)).toEqual([true, true, false]);
  });
});
