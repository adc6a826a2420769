import { describe, expect, it } from "vitest";
import { branchesOf, listBranches, partingPlace } from "./branches.ts";
import type { HistoryEntry } from "./history-entry.ts";
import { branchEntry } from "./testing/branch-entry.ts";

let last = 0;
const entry = (begun: string, written: string | string[], more: Partial<HistoryEntry> = {}): HistoryEntry => ({
  ...branchEntry(++last, begun, written),
  ...more,
});

const tree = (entries: HistoryEntry[]) =>
  listBranches(branchesOf(entries, "life", "quotes")).map(({ text, from, children }) => [text, from, children.length]);

describe("branchesOf", () => {
  it("hangs a text below the one that it was gone on from, and tells where they part", () => {
    const entries = [entry("", " is long."), entry(" is short", " and sweet."), entry(" is short and", " bitter.")];
    expect(tree(entries.reverse())).toEqual([
      [" is long.", 0, 1],
      [" is short and sweet.", 4, 1],
      [" is short and bitter.", 14, 0],
    ]);
  });

  it("hangs a continuation below what it continues, and another text of the prompt beside it", () => {
    expect(tree([entry("", " is."), entry(" is.", " And so on."), entry("", [" was.", " will be."])])).toEqual([
      [" is.", 0, 1],
      [" is. And so on.", 4, 0],
      [" was.", 0, 0],
      [" will be.", 0, 0],
    ]);
  });

  it("has a text once, however often it was written, and none of another prompt or model", () => {
    const others = [entry("", " is.", { prompt: "lif" }), entry("", " is.", { model: "other" })];
    expect(tree([entry("", " is."), entry("", " is."), ...others])).toEqual([[" is.", 0, 0]]);
  });

  it("leaves out half a character, and a text that is nothing else", () => {
    expect(tree([entry("", "\uFFFD"), entry("", "!\uFFFD\uFFFD")])).toEqual([["!", 0, 0]]);
  });

  it("has a text at its root whose own beginning was forgotten", () => {
    expect(tree([entry(" is short", " and sweet.")])).toEqual([[" is short and sweet.", 0, 0]]);
  });
});

describe("partingPlace", () => {
  it.each([
    ["so it is", "so it was", 6],
    ["the beauty of all", "the beauty object", 11],
    ["all of it", "all of", 6],
    ["all of", "all offers", 4],
    ["", "a", 0],
    ["ab", "ab", 2],
    ["a 😀", "a 😁", 2],
    ["我喜欢猫", "我喜欢狗", 3],
  ])("of %j and %j is %i", (one, other, place) => expect(partingPlace(one, other)).toBe(place));
});
