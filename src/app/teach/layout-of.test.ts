import { expect, it } from "vitest";
import { layoutOf } from "./layout-of.ts";

it.each([
  ["a.csv", "csv"],
  ["A.TSV", "csv"],
  ["a.jsonl", "jsonl"],
  ["a.ndjson", "jsonl"],
  ["a.txt", "auto"],
  ["csv", "auto"],
  ["a.csv.txt", "auto"],
])("%s is read as %s", (name, layout) => {
  expect(layoutOf(name)).toBe(layout);
});
