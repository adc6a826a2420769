import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";

/** Milliseconds. */
const Times = v.object({ minimum: v.number(), median: v.number() });
export type Times = v.InferOutput<typeof Times>;

const RowSchema = v.object({
  title: v.string(),
  name: v.string(),
  threads: v.number(),
  decode16: v.optional(Times),
  decode900: v.optional(Times),
  prefill64: v.optional(Times),
  prefill512: v.optional(Times),
  batch4: v.optional(Times),
  batch16: v.optional(Times),
  firstTokenMs: v.optional(v.number()),
  /** Over the network until the first token. */
  bytes: v.optional(v.number()),
  modelBytes: v.optional(v.number()),
  /** Most bytes of the renderer. */
  peaks: v.optional(v.object({ at16: v.number(), at900: v.number() })),
  /** Of the GPU, where one computes. */
  adapter: v.optional(v.string()),
});
/** What was measured of one contender in one run. */
export type Row = v.InferOutput<typeof RowSchema>;

const RunSchema = v.object({
  /** Load average of five minutes at its end, the bench itself included. */
  load: v.number(),
  /** Milliseconds that the kernel took to load on one thread, in browsers that had nothing else to do. */
  loads: v.array(v.number()),
  rows: v.array(RowSchema),
});
export type Run = v.InferOutput<typeof RunSchema>;

const ResultsSchema = v.object({
  date: v.string(),
  browser: v.string(),
  node: v.string(),
  machine: v.object({
    processor: v.string(),
    cores: v.number(),
    memory: v.number(),
    system: v.string(),
    hasByteDot: v.boolean(),
  }),
  runs: v.array(RunSchema),
});
/** Whole runs on one machine. */
export type Results = v.InferOutput<typeof ResultsSchema>;

export type Measure = "decode16" | "decode900" | "prefill64" | "prefill512" | "batch4" | "batch16";
export const MEASURES: readonly Measure[] = ["decode16", "decode900", "prefill64", "prefill512", "batch4", "batch16"];

export function saveResults(path: string, results: Results): void {
  writeFileSync(path, `${JSON.stringify(results, undefined, 2)}\n`);
}

/** Of all machines, in the order of the files' names. @throws ValiError where a file is none of {@link saveResults} */
export function readResults(folder: string): readonly Results[] {
  const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return files.toSorted().map((name) => v.parse(ResultsSchema, JSON.parse(readFileSync(join(folder, name), "utf8"))));
}

/** @returns nothing for no samples */
export function summarize(samples: readonly number[]): Times | undefined {
  const sorted = samples.toSorted((a, b) => a - b);
  const [minimum] = sorted;
  return minimum === undefined ? undefined : { minimum, median: sorted[sorted.length >> 1] ?? minimum };
}

/** The rows of several runs as one: least minimum, the median of the medians, most memory. */
export function mergeRuns(runs: readonly Run[]): readonly Row[] {
  const [first] = runs;
  return (first?.rows ?? []).map((row) => {
    const same = runs.flatMap(({ rows }) => rows.filter(({ title }) => title === row.title));
    return {
      ...row,
      ...Object.fromEntries(MEASURES.map((key) => [key, mergeTimes(same.flatMap((other) => other[key] ?? []))])),
      ...(row.firstTokenMs !== undefined && {
        firstTokenMs: Math.min(...same.flatMap((other) => other.firstTokenMs ?? [])),
      }),
      peaks: mergePeaks(same.flatMap((other) => other.peaks ?? [])),
    };
  });
}

function mergeTimes(times: readonly Times[]): Times | undefined {
  const median = summarize(times.map(({ median }) => median))?.median;
  return median === undefined ? undefined : { minimum: Math.min(...times.map(({ minimum }) => minimum)), median };
}

function mergePeaks(peaks: readonly Exclude<Row["peaks"], undefined>[]): Row["peaks"] {
  if (peaks.length === 0) return undefined;
  return { at16: Math.max(...peaks.map(({ at16 }) => at16)), at900: Math.max(...peaks.map(({ at900 }) => at900)) };
}
