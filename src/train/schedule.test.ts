import { expect, it } from "vitest";
import { rateOf, trialSteps, trialTexts } from "./schedule.ts";

it("rises for eight steps, then falls to a tenth", () => {
  const rates = Array.from({ length: 100 }, (_, step) => rateOf(step, 100, 1));
  expect(rates[0]).toBeCloseTo(1 / 9);
  expect(rates.indexOf(Math.max(...rates))).toBe(8);
  expect(rates[8]).toBe(1);
  expect(rates[99]).toBeCloseTo(0.1);
  expect(rates.slice(8).every((rate, i, all) => i === 0 || rate < (all[i - 1] ?? 0))).toBe(true);
});

it("is never 0 or over the rate in short runs", () => {
  for (let steps = 1; steps < 12; steps++) {
    for (let step = 0; step < steps; step++) {
      expect(rateOf(step, steps, 2)).toBeGreaterThan(0);
      expect(rateOf(step, steps, 2)).toBeLessThanOrEqual(2);
    }
  }
});

it("tries a rate for a fifth of a pass, for eight steps at least, and never for more than half a pass", () => {
  expect([2, 7, 13, 22, 55, 500].map(trialSteps)).toEqual([1, 4, 7, 8, 11, 100]);
});

it("judges trials by a few of the texts set aside", () => {
  expect(trialTexts([1, 2, 3])).toEqual([1, 2, 3]);
  expect(trialTexts(Array.from({ length: 60 }, (_, i) => i))).toEqual(Array.from({ length: 24 }, (_, i) => i));
});
