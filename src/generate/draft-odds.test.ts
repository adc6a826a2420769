import { expect, it } from "vitest";
import { DraftOdds } from "./draft-odds.ts";
import type { Draft } from "./find-draft.ts";

const draftOf = (matched: number, agreed?: number): Draft => ({ tokens: [1, 2, 3], matched, agreed });

it("expects one token without a guess, and at most one more for each guessed one", () => {
  const odds = new DraftOdds();
  expect(odds.expectTokens(draftOf(2), 0)).toBe(1);
  for (let i = 0; i < 1000; i++) odds.add(draftOf(2), 0, true);
  expect(odds.expectTokens(draftOf(2), 1)).toBeCloseTo(2, 5);
});

it("trusts a long equal part more than a short one, and two places that agree more than one, before anything was seen", () => {
  const odds = new DraftOdds();
  const expected = [draftOf(4, 0), draftOf(2), draftOf(4), draftOf(4, 3), draftOf(8, 3)].map((draft) =>
    odds.expectTokens(draft, 3),
  );
  expect(expected.toSorted((a, b) => a - b)).toEqual(expected);
  expect(new Set(expected).size).toBe(5);
});

it("learns for each length and kind apart", () => {
  const odds = new DraftOdds();
  const before = odds.expectTokens(draftOf(12), 3);
  for (let i = 0; i < 50; i++) odds.add(draftOf(2), 0, false);
  for (let i = 0; i < 50; i++) odds.add(draftOf(11, 1), 1, false);
  expect(odds.expectTokens(draftOf(2), 1)).toBeLessThan(1.1);
  expect(odds.expectTokens(draftOf(12), 3)).toBe(before);
  expect(odds.expectTokens(draftOf(12, 1), 3)).toBeCloseTo(odds.expectTokens(draftOf(12, 1), 1), 1);
  expect(odds.expectTokens(draftOf(12, 3), 3)).toBeGreaterThan(3);
});

it("forgets what was long ago", () => {
  const odds = new DraftOdds();
  for (let i = 0; i < 500; i++) odds.add(draftOf(9), 0, false);
  for (let i = 0; i < 60; i++) odds.add(draftOf(9), 0, true);
  expect(odds.expectTokens(draftOf(9), 1)).toBeGreaterThan(1.9);
});
