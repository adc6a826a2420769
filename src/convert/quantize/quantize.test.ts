import { describe, expect, it } from "vitest";
import { noise } from "../testing/random-checkpoint.ts";
import { toHalf } from "./half.ts";
import { packBlocks } from "./int4.ts";
import { quantizeColumns, quantizeRowsTransposed } from "./int8.ts";
import { sliceColumns, transpose } from "./transpose.ts";

describe("int8", () => {
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

describe("int4", () => {
  const weights = noise(10 * 40);
  const { values, scales } = packBlocks(weights, 40);
  const unpacked = [...values].flatMap((byte) => [byte & 15, byte >> 4]).map((q, i) => (q - 8) * (scales[i >> 5] ?? 0));

  it("fills a row up to whole blocks", () => {
    expect([values.length, scales.length]).toEqual([10 * 2 * 16, 10 * 2]);
    expect(unpacked.slice(40, 64)).toEqual(
      Array(24)
        .fill(0)
        .map(() => expect.closeTo(0)),
    );
  });

  it("errs less than scaling the largest weight to the last step", () => {
    let error = 0;
    let plain = 0;
    for (let row = 0; row < 10; row++) {
      const block = weights.subarray(row * 40, row * 40 + 32);
      const step = Math.max(...block.map(Math.abs)) / 7;
      for (const [i, weight] of block.entries()) {
        error += (weight - (unpacked[row * 64 + i] ?? Number.NaN)) ** 2;
        plain += (weight - Math.round(weight / step) * step) ** 2;
      }
    }
    expect(error).toBeLessThan(plain * 0.9);
  });
});

describe("half precision", () => {
  it.each([
    [0, 0x0000],
    [-0, 0x8000],
    [1, 0x3c00],
    [-2, 0xc000],
    [65504, 0x7bff],
    [65520, 0x7c00],
    [Number.POSITIVE_INFINITY, 0x7c00],
    [Number.NaN, 0x7e00],
    [2 ** -14, 0x0400],
    [2 ** -24, 0x0001],
    [2 ** -26, 0x0000],
    [1 + 2 ** -11, 0x3c00],
    [1 + 3 * 2 ** -11, 0x3c02],
  ])("%d is 0x%s", (value, bits) => {
    expect(toHalf(value)).toBe(bits);
  });
});

describe("transposing", () => {
  it("swaps rows and columns across tiles", () => {
    const matrix = noise(130 * 70);
    const turned = transpose(matrix, 70);
    expect(turned[69 * 130 + 129]).toBe(matrix[129 * 70 + 69]);
    expect(transpose(turned, 130)).toEqual(matrix);
  });

  it("cuts columns out", () => {
    expect(sliceColumns(Float32Array.of(1, 2, 3, 4, 5, 6), 3, 1, 3)).toEqual(Float32Array.of(2, 3, 5, 6));
  });
});
