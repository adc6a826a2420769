import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const README = readFileSync("e2e/faults/README.md", "utf8");

/** Names of all tests, as their files have them. */
function testNames(): string[] {
  const files = ["src", "e2e", "scripts"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(test|spec)\.tsx?$/.test(name))
      .map((name) => join(folder, name)),
  );
  const called = /\b(?:it|test)(?:\.each\([\s\S]*?\))?\(\s*["'`]([^\n]*)/g;
  return files.flatMap((file) => [...readFileSync(file, "utf8").matchAll(called)].map(([, name = ""]) => name));
}

/** `F4` and `T22` of `F4, T22: a byte that changed …`. */
function rowsOf(name: string): string[] {
  return /^((?:[FT]\d+, )*[FT]\d+): /.exec(name)?.[1]?.split(", ") ?? [];
}

const from = (letter: string, first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, i) => `${letter}${first + i}`);

it("every fault and threat has a test whose name begins with its number, or an exception with a reason", () => {
  const tested = new Set(testNames().flatMap(rowsOf));
  const excepted = [...README.matchAll(/^- ([FT]\d+): \S/gm)].map(([, row = ""]) => row);
  expect(excepted.length).toBeLessThanOrEqual(4);
  expect(excepted.filter((row) => tested.has(row))).toEqual([]);
  const wanted = [...from("F", 1, 40), ...from("T", 12, 18), ...from("T", 21, 28)];
  expect(wanted.filter((row) => !tested.has(row) && !excepted.includes(row))).toEqual([]);
});
