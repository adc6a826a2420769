import { type Measure, mergeRuns, type Results, type Row, type Run } from "./results-file.ts";

/** A figure that this project has set itself, at most so much. */
interface Goal {
  readonly what: string;
  readonly most: number;
  readonly unit: "×" | "ms" | "MB";
  /** NaN where the run lacks something for it. */
  measure(figures: Figures): number;
}

type Pick = (row: Row) => boolean;

/** Figures of a run, by the minima. */
export interface Figures {
  /** The best of all rows that are meant; NaN where there are none. */
  best(key: Measure, pick: Pick): number;
  /** Bytes that the renderer held at most, with 900 positions in the cache or with 16. */
  peak(pick: Pick, key: "at16" | "at900"): number;
  readonly load: number;
}

export const contender =
  (name: string, threads: "one" | "several" | "any" = "any"): Pick =>
  (row) =>
    row.name === name && (threads === "any" || row.threads > 1 === (threads === "several"));
export const isWllama: Pick = ({ name }) => name === "q8_0" || name === "q4_0";

export function figuresOf(rows: readonly Row[], loads: readonly number[]): Figures {
  const least = (values: readonly number[]) => (values.length === 0 ? Number.NaN : Math.min(...values));
  return {
    best: (key, pick) => least(rows.filter(pick).flatMap((row) => row[key]?.minimum ?? [])),
    peak: (pick, key) => rows.find(pick)?.peaks?.[key] ?? Number.NaN,
    load: least(loads),
  };
}

const Q8 = contender("kernel", "one");
const Q8_THREADS = contender("kernel", "several");
const Q4 = contender("int4", "one");
const Q4_THREADS = contender("int4", "several");

const ratio =
  (key: Measure, pick: Pick, otherKey: Measure, other: Pick): Goal["measure"] =>
  ({ best }) =>
    best(key, pick) / best(otherKey, other);

const GOALS: readonly Goal[] = [
  ...[
    goal("decode at 16 against the floor", 1.4, ratio("decode16", Q8, "decode16", contender("floor"))),
    goal(
      "decode at 16 against ONNX Runtime WASM, 1 thread",
      0.3,
      ratio("decode16", Q8, "decode16", contender("ort", "one")),
    ),
    goal(
      "decode at 16 against wllama, 1 thread",
      0.2,
      ({ best }) => best("decode16", Q8) / best("decode16", (row) => isWllama(row) && row.threads === 1),
    ),
    goal(
      "decode at 16, threads, against wllama's best",
      0.3,
      ratio("decode16", contender("kernel"), "decode16", isWllama),
    ),
    goal(
      "decode at 16, threads, against native",
      1.1,
      ratio("decode16", contender("kernel"), "decode16", contender("native")),
    ),
    goal("decode at 900 against decode at 16", 1.3, ratio("decode900", Q8, "decode16", Q8)),
    goal("prefill of 512 tokens against 64, 1 thread", 8.5, ratio("prefill512", Q8, "prefill64", Q8)),
    goal("prefill of 64 tokens, threads against 1 thread", 0.55, ratio("prefill64", Q8_THREADS, "prefill64", Q8)),
    goal("batch of 4 against a single row, 1 thread", 2, ratio("batch4", Q8, "decode16", Q8)),
    goal("batch of 4 against a single row, threads", 2, ratio("batch4", Q8_THREADS, "decode16", Q8_THREADS)),
    goal("batch of 16 against a single row, 1 thread", 5, ratio("batch16", Q8, "decode16", Q8)),
    goal("batch of 16 against a single row, threads", 5, ratio("batch16", Q8_THREADS, "decode16", Q8_THREADS)),
    goal("q4: decode at 16 against the floor of int8", 0.75, ratio("decode16", Q4, "decode16", contender("floor"))),
    goal("q4: decode at 900 against decode at 16", 1.3, ratio("decode900", Q4, "decode16", Q4)),
    goal("q4: prefill of 512 tokens against 64, 1 thread", 8.5, ratio("prefill512", Q4, "prefill64", Q4)),
    goal("q4: prefill of 64 tokens, threads against 1 thread", 0.55, ratio("prefill64", Q4_THREADS, "prefill64", Q4)),
    goal("q4: batch of 4 against a single row, 1 thread", 2, ratio("batch4", Q4, "decode16", Q4)),
    goal("q4: batch of 16 against a single row, 1 thread", 5, ratio("batch16", Q4, "decode16", Q4)),
  ],
  { ...goal("prefill of 64 tokens, 1 thread", 200, ({ best }) => best("prefill64", Q8)), unit: "ms" },
  { ...goal("q4: prefill of 512 tokens, threads", 600, ({ best }) => best("prefill512", Q4_THREADS)), unit: "ms" },
  {
    ...goal("load from a local server, 1 thread: fetch, verify, pack, 17 tokens", 1000, ({ load }) => load),
    unit: "ms",
  },
  {
    ...goal("a token of the default model (500 per second)", 2, ({ best }) => best("decode16", contender("default"))),
    unit: "ms",
  },
  { ...goal("peak memory of the renderer, 900 positions", 330, ({ peak }) => peak(Q8, "at900") / 1e6), unit: "MB" },
  { ...goal("q4: peak memory of the renderer, 16 positions", 250, ({ peak }) => peak(Q4, "at16") / 1e6), unit: "MB" },
];

function goal(what: string, most: number, measure: Goal["measure"]): Goal {
  return { what, most, unit: "×", measure };
}

/** The goals against what was measured: by the minima of all runs, and of each run alone, where there are several. */
export function writeGoals({ runs }: Results): string {
  const all = figuresOf(
    mergeRuns(runs),
    runs.flatMap(({ loads }) => loads),
  );
  const each = runs.map(({ rows, loads }: Run) => figuresOf(rows, loads));
  const lines = GOALS.flatMap(({ what, most, unit, measure }) => {
    const value = measure(all);
    if (!Number.isFinite(value) || value <= 0) return [];
    const alone = each.length > 1 ? each.map((figures) => write(measure(figures))).join(", ") : "";
    return [
      `| ${what} | ${write(value)} ${unit} | ${alone} | at most ${most} ${unit} | ${value <= most ? "met" : "missed"} |`,
    ];
  });
  return ["| | measured | each run | goal | |", "| --- | --- | --- | --- | --- |", ...lines].join("\n");
}

const write = (value: number) => (value < 10 ? value.toFixed(2) : value.toFixed(0));
