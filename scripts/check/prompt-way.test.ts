import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

/** Steps as ARCHITECTURE.md has them: a file, the name by which it hands the prompt on, and the file that takes it. */
const architecture = readFileSync("ARCHITECTURE.md", "utf8");
const steps = [...architecture.matchAll(/^\| `(\S+\.tsx?)` +\| `(\w+)` +\| `(\S+\.tsx?)` +\|$/gm)].map(
  ([, from = "", by = "", to = ""]) => ({ from, by, to }),
);
const files = new Set(steps.flatMap(({ from, to }) => [from, to]));

const holds = (path: string, name: string) => new RegExp(`\\b${name}\\b`).test(readFileSync(`src/${path}`, "utf8"));

describe("a prompt's way", () => {
  it("goes through 40 files at most, as many as ARCHITECTURE.md says", () => {
    expect(files.size).toBeLessThanOrEqual(40);
    expect(architecture).toContain(`File by file: ${files.size} files`);
  });

  it("leads from file to file without a gap", () => {
    const reached = new Set([steps[0]?.from]);
    const gaps = steps.filter(({ from, to }) => !reached.has(from) || !reached.add(to));
    expect(gaps).toEqual([]);
  });

  it.each(steps)("$from hands it to $to by $by", ({ from, by, to }) => {
    expect([from, to].filter((path) => !holds(path, by))).toEqual([]);
  });
});
