import { describe, expect, it } from "vitest";
import { directionsOf } from "./directions.ts";
import { productOf, randomTerm } from "./testing/made-up-terms.ts";

const asTerms = (found: ReturnType<typeof directionsOf>) =>
  found.map(({ module, input, output }) => ({ module, rank: 1, scale: 1, a: input, b: output }));

describe("the directions of a term", () => {
  it("are together what it adds, strongest first, and at right angles", () => {
    const term = randomTerm("h.0.mlp.c_fc", 5, 9, 14, 7);
    const found = directionsOf(term);
    expect(found.map(({ strength }) => strength)).toEqual(
      found.map(({ strength }) => strength).toSorted((a, b) => b - a),
    );
    const [sum, whole] = [productOf(asTerms(found)), productOf([term])];
    sum.forEach((value, i) => {
      expect(value).toBeCloseTo(whole[i] ?? Number.NaN, 5);
    });
    const [first, second] = found;
    const dot = first?.input.reduce((total, value, i) => total + value * (second?.input[i] ?? Number.NaN), 0);
    expect(dot).toBeCloseTo(0, 5);
    for (const { strength, input, output } of found) {
      expect(Math.hypot(...input) ** 2 / strength).toBeCloseTo(1, 4);
      expect(Math.hypot(...output) ** 2 / strength).toBeCloseTo(1, 4);
    }
  });

  it("are as few as there are, and none of nothing", () => {
    const term = randomTerm("h.0.mlp.c_fc", 2, 9, 14, 7);
    const twice = { ...term, a: Float32Array.from([...term.a.slice(0, 9), ...term.a.slice(0, 9)]) };
    expect(directionsOf(twice)).toHaveLength(1);
    expect(directionsOf({ ...term, b: new Float32Array(28) })).toEqual([]);
  });
});
