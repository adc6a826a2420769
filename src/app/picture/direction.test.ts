import { expect, it } from "vitest";
import { directionOf, isMixed } from "./direction.ts";

it("finds the direction of a text by its first letter, as browsers do", () => {
  expect(["שלום world", "«مرحبا»", "123 שלום"].map(directionOf)).toEqual(["rtl", "rtl", "rtl"]);
  expect(["world שלום", "字", "42", ""].map(directionOf)).toEqual(["ltr", "ltr", "ltr", "ltr"]);
});

it("finds texts with letters of both directions; numbers are of either", () => {
  expect(["שלום GPT", "a ب"].map(isMixed)).toEqual([true, true]);
  expect(["שלום 2026", "GPT 2", "字"].map(isMixed)).toEqual([false, false, false]);
});
