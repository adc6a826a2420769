import { expect, it } from "vitest";
import { DraftOdds } from "./draft-odds.ts";

it("expects one token without a guess, and at most one more for each guessed one", () => {
  const odds = new DraftOdds();
  expect(odds.expectTokens(2, 0)).toBe(1);
  for (let i = 0; i < 1000; i++) odds.add(2, true);
  expect(odds.expectTokens(2, 1)).toBeCloseTo(2, 5);
});

it("trusts a long equal part more than a short one, before anything was seen", () => {
  const odds = new DraftOdds();
  const [short, middle, long] = [2, 4, 8].map((matched) => odds.expectTokens(matched, 3));
  expect(middle).toBeGreaterThan(short ?? 0);
  expect(long).toBeGreaterThan(middle ?? 0);
});

it("learns for each length apart", () => {
  const odds = new DraftOdds();
  const before = odds.expectTokens(12, 3);
  for (let i = 0; i < 50; i++) odds.add(2, false);
  expect(odds.expectTokens(2, 1)).toBeLessThan(1.1);
  expect(odds.expectTokens(12, 3)).toBe(before);
  for (let i = 0; i < 50; i++) odds.add(16, false);
  expect(odds.expectTokens(30, 3)).toBeLessThan(1.2);
});

it("forgets what was long ago", () => {
  const odds = new DraftOdds();
  for (let i = 0; i < 500; i++) odds.add(9, false);
  for (let i = 0; i < 60; i++) odds.add(9, true);
  expect(odds.expectTokens(9, 1)).toBeGreaterThan(1.9);
});
