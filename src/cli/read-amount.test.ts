import { expect, it } from "vitest";
import { readAmount } from "./read-amount.ts";

const allowed = { fallback: 8, least: 1, most: 64, whole: true };

it("is what was given, or what stands for it", () => {
  expect(readAmount({}, "rank", allowed)).toBe(8);
  expect(readAmount({ rank: "16" }, "rank", allowed)).toBe(16);
  expect(readAmount({ rate: "1e-3" }, "rate", { least: 0, most: 1 })).toBe(0.001);
});

it.each(["0", "65", "1.5", "x", "", "-1", "NaN", "Infinity"])("refuses %j", (rank) => {
  expect(() => readAmount({ rank }, "rank", allowed)).toThrow(`--rank ${rank}: give a whole number from 1 to 64.`);
});

it("refuses what is missing and needed", () => {
  expect(() => readAmount({}, "rate", { least: 0, most: 1 })).toThrow("--rate: give a number from 0 to 1.");
});
