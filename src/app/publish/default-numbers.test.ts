import { expect, it } from "vitest";
import { areDefaultsRight, isWithin, NUMBERS } from "./default-numbers.ts";
import { describeParameter } from "../../contract/describe-parameter.ts";

it("holds a number to its limits, and to whole ones where it counts", () => {
  const spec = { default: 1, min: 0, max: 10, step: 1 };
  expect([0, 10, -1, 11, 1.5].map((value) => isWithin(value, spec))).toEqual([true, true, false, false, false]);
  expect(isWithin(1.5, { ...spec, step: 0.1 })).toBe(true);
});

it("publishes defaults that are all right, and none that are not said", () => {
  expect(areDefaultsRight({})).toBe(true);
  expect(areDefaultsRight({ temperature: 0.8, top_k: 40, top_p: 0.9 })).toBe(true);
  expect(areDefaultsRight({ temperature: 0.8, top_k: 1.5 })).toBe(false);
  expect(areDefaultsRight({ top_p: 1.2 })).toBe(false);
});

it("asks for numbers that have limits alone", () => {
  expect(NUMBERS.filter((name) => describeParameter(name).number === undefined)).toEqual([]);
});
