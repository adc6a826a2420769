import { expect, it } from "vitest";
import { halfValues } from "./half-values.ts";

it.each([
  [0x0000, 0],
  [0x3c00, 1],
  [0xc000, -2],
  [0x3555, 0.333251953125],
  [0x7bff, 65_504],
  [0x0400, 2 ** -14],
  [0x0001, 2 ** -24],
  [0x03ff, 1023 * 2 ** -24],
  [0x7c00, Number.POSITIVE_INFINITY],
  [0xfc00, Number.NEGATIVE_INFINITY],
])("%i is %d", (bits, value) => {
  expect(halfValues()[bits]).toBe(value);
});

it("has NaN for each of its 2046 patterns, and a zero below zero", () => {
  expect(halfValues().filter(Number.isNaN)).toHaveLength(2046);
  expect(Object.is(halfValues()[0x8000], -0)).toBe(true);
});
