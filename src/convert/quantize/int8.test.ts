import { describe, expect, it } from "vitest";
import { noise } from "../testing/random-checkpoint.ts";
import { quantizeColumns, quantizeRowsTransposed } from "./int8.ts";
import { transpose } from "./transpose.ts";

describe("quantizeColumns", () => {
  it("has the largest magnitude of each column at 127", () => {
    const { values, scales } = quantizeColumns(Float32Array.of(1, -2, 0, 0.5, 4, 0), 3);
    expect([...values]).toEqual([127, -63, 0, 64, 127, 0]);
    expect([...scales]).toEqual([Math.fround(1 / 127), Math.fround(4 / 127), 0]);
  });

  it("is off by half a step at most", () => {
    const weights = Float32Array.from({ length: 300 }, (_, at) => Math.sin(at * 12.9898) * 3);
    const { values, scales } = quantizeColumns(weights, 3);
    for (const [at, weight] of weights.entries()) {
      const scale = scales[at % 3] ?? 0;
      expect(Math.abs((values[at] ?? 0) * scale - weight)).toBeLessThanOrEqual(scale * 0.5001);
    }
  });
});

describe("quantizeRowsTransposed", () => {
  it("has a scale for each row, and rows as columns", () => {
    const { values, scales } = quantizeRowsTransposed(Float32Array.of(1, -1, 0, 2, 1, 2), 3);
    expect([...values]).toEqual([127, 127, -127, 64, 0, 127]);
    expect(scales).toHaveLength(2);
  });
});

describe("a random matrix", () => {
  const weights = noise(70 * 9);
  weights.fill(0, 0, 9);

  it("errs by at most half a step, with one scale per column, and uses the whole range", () => {
    const { values, scales } = quantizeColumns(weights, 9);
    for (const [i, weight] of weights.entries()) {
      const scale = scales[i % 9] ?? Number.NaN;
      expect(Math.abs(weight - (values[i] ?? Number.NaN) * scale)).toBeLessThanOrEqual(scale * 0.5001);
    }
    expect(Math.max(...values.map(Math.abs))).toBe(127);
  });

  it("quantizes rows as it does columns of the transposed matrix", () => {
    expect(quantizeRowsTransposed(weights, 9)).toEqual(quantizeColumns(transpose(weights, 9), 70));
  });

  it("gives zeros and a scale of 0 for a column of zeros", () => {
    expect(quantizeColumns(new Float32Array(4), 2)).toEqual({ values: new Int8Array(4), scales: new Float32Array(2) });
  });
});
