import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeGoals } from "./goals.ts";
import { fileNameOf } from "./machine.ts";
import { writePeers } from "./peers.ts";
import { writeReport } from "./report.ts";
import { mergeRuns, readResults, type Results, type Row, saveResults, summarize } from "./results-file.ts";

const machine = { processor: "Example(R) 9000 CPU", cores: 2, memory: 8, system: "Linux", hasByteDot: false };

function resultsOf(...runs: readonly Row[][]): Results {
  const about = { date: "2026-11-28", browser: "Chromium 1", node: "v20.20.2", machine };
  return { ...about, runs: runs.map((rows) => ({ load: 1, loads: [900], rows })) };
}

function rowOf(name: string, threads: number, decode16: number): Row {
  return { title: `${name}, ${threads}`, name, threads, decode16: { minimum: decode16, median: decode16 + 1 } };
}

test("no samples have neither minimum nor median", () => {
  expect(summarize([])).toBeUndefined();
  expect(summarize([5, 1, 3])).toEqual({ minimum: 1, median: 3 });
});

test("of several runs the least minimum counts, and the median of their medians", () => {
  const { runs } = resultsOf([rowOf("kernel", 1, 5)], [rowOf("kernel", 1, 4)], [rowOf("kernel", 1, 7)]);
  expect(mergeRuns(runs)[0]?.decode16).toEqual({ minimum: 4, median: 6 });
});

test("a goal is met or missed by the minima of all runs, and each run is told", () => {
  const slow = [rowOf("kernel", 1, 8), rowOf("floor", 1, 5)];
  const fast = [rowOf("kernel", 1, 6), rowOf("floor", 1, 5)];
  const line = writeGoals(resultsOf(slow, fast))
    .split("\n")
    .find((text) => text.includes("against the floor"));
  expect(line).toBe("| decode at 16 against the floor | 1.20 × | 1.60, 1.20 | at most 1.4 × | met |");
  expect(writeGoals(resultsOf(slow))).toContain("| 1.60 × |  | at most 1.4 × | missed |");
});

test("a goal for which something was not measured is left out", () => {
  expect(writeGoals(resultsOf([rowOf("kernel", 1, 8)]))).not.toContain("against the floor");
});

test("peers stand beside the kernel's row that is fair: as many threads or fewer", () => {
  const rows = [
    rowOf("kernel", 1, 4),
    rowOf("kernel", 2, 5),
    rowOf("ort", 1, 24),
    rowOf("ort", 2, 14),
    rowOf("q4_0", 1, 80),
  ];
  const table = writePeers([resultsOf(rows)]);
  expect(table).toContain("| a token: ONNX Runtime WASM, 1 thread | 6.0 × |");
  expect(table).toContain("| a token: ONNX Runtime WASM, threads | 3.5 × |");
  expect(table).toContain("| a token: wllama (llama.cpp), 1 thread | 20 × |");
  expect(table).not.toContain("transformers.js");
});

test("machines stand side by side, one file each, and what is no results file is refused", () => {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const other = { ...resultsOf([rowOf("kernel", 1, 2)]), machine: { ...machine, cores: 16 } };
  for (const results of [resultsOf([rowOf("kernel", 1, 4)]), other])
    saveResults(join(folder, `${fileNameOf(results.machine)}.json`), results);
  const all = readResults(folder);
  writeFileSync(join(folder, "zzz.json"), '{"runs": "none"}');
  expect(all).toHaveLength(2);
  expect(writeReport(all)).toContain("| a token: Hostless, q8, 1 thread | 2.0 ms | 4.0 ms |");
  expect(() => readResults(folder)).toThrow("Invalid");
  rmSync(folder, { recursive: true });
});

test("a machine's file is named after its processor and cores", () => {
  expect(fileNameOf({ ...machine, hasByteDot: true })).toBe("example-9000-cpu-2-cores-8-gb-byte-dot");
  expect(fileNameOf(machine)).toBe("example-9000-cpu-2-cores-8-gb");
});
