import { describe, expect, it } from "vitest";
import { noise } from "../testing/random-checkpoint.ts";
import { packBlocks } from "./int4.ts";

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
