import { describe, expect, it } from "vitest";
import { toHalf, toHalves } from "./half.ts";

/** The number that half precision bits stand for. */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

describe("toHalf", () => {
  it("gives each half precision number back as it is", () => {
    for (let bits = 0; bits < 0x10000; bits++) {
      const value = fromHalf(bits);
      if (!Number.isNaN(value)) expect(toHalf(value)).toBe(bits);
    }
  });

  it("rounds to the nearest, of two the even one", () => {
    expect([1 + 2 ** -11, 1 + 3 * 2 ** -11, 2 ** -25, 3 * 2 ** -25].map(toHalf)).toEqual([0x3c00, 0x3c02, 0, 2]);
    expect([65_519, 65_520, 1e9, -1e9].map(toHalf)).toEqual([0x7bff, 0x7c00, 0x7c00, 0xfc00]);
    expect(fromHalf(toHalf(Number.NaN))).toBeNaN();
  });

  it("rounds many at once", () => expect([...toHalves(Float32Array.of(1, -2))]).toEqual([0x3c00, 0xc000]));
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
