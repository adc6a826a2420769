import fc from "fast-check";
import { expect, it } from "vitest";
import { highestOf, kthLargest, shortestRun } from "./select.ts";

const values = fc.float64Array({ minLength: 1, maxLength: 300, min: -50, max: 50, noNaN: true });

it("kthLargest agrees with sorting", () => {
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 300 }), (list, k) => {
      const sorted = list.toSorted((a, b) => b - a);
      expect(kthLargest(list, list.length, k)).toBe(sorted[k - 1] ?? Number.NEGATIVE_INFINITY);
    }),
  );
});

it("highestOf looks at the first entries only", () => {
  expect(highestOf(Float64Array.of(1, 3, 2, 9), 3)).toBe(3);
  expect(highestOf(Float64Array.of(9), 0)).toBe(Number.NEGATIVE_INFINITY);
});

it("shortestRun agrees with sorting, far keys and equal keys included", () => {
  const entry = fc.record({
    key: fc.oneof(fc.double({ min: 0, max: 100, noNaN: true }), fc.integer({ min: 0, max: 5 })),
    weight: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(
      fc.array(entry, { minLength: 1, maxLength: 200 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 1, max: 5 }),
      (entries, part, fewest) => {
        const keys = Float64Array.from(entries, ({ key }) => key);
        const weights = Float64Array.from(entries, ({ weight }) => weight);
        const mass = part * weights.reduce((total, weight) => total + weight, 0);
        const { key, ties } = shortestRun(keys, weights, entries.length, mass, fewest);

        const sorted = entries.toSorted((a, b) => a.key - b.key);
        const held = sorted.filter((one) => one.key < key).length + ties;
        const massOf = (count: number) => sorted.slice(0, count).reduce((total, { weight }) => total + weight, 0);
        expect(sorted[held - 1]?.key).toBe(key);
        expect(held).toBeGreaterThanOrEqual(Math.min(fewest, entries.length));
        expect(massOf(held)).toBeGreaterThanOrEqual(mass - 1e-9);
        if (held > fewest) expect(massOf(held - 1)).toBeLessThan(mass + 1e-9);
      },
    ),
  );
});
