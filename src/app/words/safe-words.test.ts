import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

/** Files of this room that hold words for the visitor. */
function wordFiles(): string[] {
  const files = readdirSync("src/app", { recursive: true, encoding: "utf8" });
  return files
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
    .map((name) => join("src/app", name));
}

it("T29: promises nowhere that a model is safe: no check of ours or of its host can know that", () => {
  const promise = /\b(safe|safety|secure|scanned|harmless|virus|malware|trustworthy)\b/i;
  const files = wordFiles();
  expect(files).toContain(join("src/app", "words/en.ts"));
  expect(files.filter((file) => promise.test(readFileSync(file, "utf8")))).toEqual([]);
});
