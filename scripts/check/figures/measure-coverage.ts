import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import * as v from "valibot";
import { roomOf } from "./source-files.ts";

const lines = v.object({ lines: v.object({ total: v.number(), covered: v.number() }) });
const summary = v.record(v.string(), lines);

/** Share of the lines of each room that unit tests and those of components run, in percent, and of `all`. Runs all of them. */
export function measureCoverage(): ReadonlyMap<string, number> {
  const folder = mkdtempSync(join(tmpdir(), "figures-"));
  try {
    const options = ["--coverage.enabled", "--coverage.provider=v8", "--coverage.reporter=json-summary"];
    const files = ["--coverage.include=src/**/*.{ts,tsx}", "--coverage.exclude=**/{testing,assembly}/**"];
    const args = [
      "vitest",
      "run",
      "--project",
      "unit",
      "--project",
      "components",
      ...options,
      ...files,
      `--coverage.reportsDirectory=${folder}`,
    ];
    // To standard error, so that a red test is named and the table stays clean.
    execFileSync("npx", args, { stdio: ["ignore", 2, "inherit"] });
    return byRoom(v.parse(summary, JSON.parse(readFileSync(join(folder, "coverage-summary.json"), "utf8"))));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function byRoom(files: v.InferOutput<typeof summary>): ReadonlyMap<string, number> {
  const sums = new Map<string, { total: number; covered: number }>();
  for (const [path, { lines }] of Object.entries(files)) {
    const room = path === "total" ? "all" : roomOf(relative(".", path));
    const sum = sums.get(room) ?? { total: 0, covered: 0 };
    sums.set(room, { total: sum.total + lines.total, covered: sum.covered + lines.covered });
  }
  return new Map([...sums].map(([room, { total, covered }]) => [room, (100 * covered) / Math.max(total, 1)]));
}
