import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

/** `F4` and `T22` of `F4, T22: a byte that changed …`. */
function rowsOf(name: string): string[] {
  return /^((?:[FT]\d+, )*[FT]\d+): /.exec(name)?.[1]?.split(", ") ?? [];
}

function testFiles(): string[] {
  return ["src", "e2e", "scripts"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(test|spec)\.tsx?$/.test(name))
      .map((name) => join(folder, name)),
  );
}

/** Which files have a test whose name begins with a row's number. */
function filesByRow(): Map<string, string[]> {
  const called = /\b(?:it|test)(?:\.each\([\s\S]*?\))?\(\s*["'`]([^\n]*)/g;
  const found = new Map<string, Set<string>>();
  for (const file of testFiles()) {
    for (const [, name = ""] of readFileSync(file, "utf8").matchAll(called)) {
      for (const row of rowsOf(name)) found.set(row, (found.get(row) ?? new Set()).add(file));
    }
  }
  return new Map([...found].map(([row, files]) => [row, [...files].sort()]));
}

/** The files that each row of the table names: `| F1 | what goes wrong | what happens here | files |`. */
function table(): [string, string[]][] {
  const lines = readFileSync("FAULTS.md", "utf8").matchAll(/^\| ([FT]\d+) +\| (.+?) +\| (.+?) +\| (.+?) +\|$/gm);
  return [...lines].map(([, row = "", , , files = ""]) => [
    row,
    [...files.matchAll(/`([^`]+)`/g)].map(([, file = ""]) => file).sort(),
  ]);
}

const from = (letter: string, last: number) => Array.from({ length: last }, (_, i) => `${letter}${i + 1}`);

it("every fault and threat has one row in FAULTS.md, in order", () => {
  const rows = table().map(([row]) => row);
  const inOrder = [...new Set(rows)].sort((a, b) => a.charCodeAt(0) - b.charCodeAt(0) || +a.slice(1) - +b.slice(1));
  expect(rows).toEqual(inOrder);
  expect([...from("F", 41), ...from("T", 29)].filter((row) => !rows.includes(row))).toEqual([]);
});

it("FAULTS.md names for each row the files that have a test of its number, and no others", () => {
  const tested = filesByRow();
  const named = new Map(table());
  const rows = [...new Set([...tested.keys(), ...named.keys()])].sort();
  const differing = rows
    .map((row) => ({ row, table: named.get(row) ?? [], tests: tested.get(row) ?? [] }))
    .filter(({ table, tests }) => table.join() !== tests.join() || tests.length === 0);
  expect(differing).toEqual([]);
});
