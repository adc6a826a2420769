import { cpus, loadavg, type } from "node:os";

/** What was measured of one contender; times in milliseconds. */
export interface Row {
  readonly title: string;
  readonly name: string;
  readonly decode16: readonly number[];
  readonly decode900: readonly number[];
  readonly prefill64: readonly number[];
  readonly prefill512: readonly number[];
  readonly batch4: readonly number[];
  readonly batch16: readonly number[];
  readonly firstTokenMs?: number;
  /** Over the network until the first token. */
  readonly bytes?: number;
  readonly modelBytes?: number;
  readonly peakBytes?: number;
}

/** @param loads milliseconds that the kernel took to load on one thread, in browsers that had nothing else to do */
export function writeReport(rows: readonly Row[], loads: readonly number[]): string {
  const [processor] = cpus();
  const machine = `${processor?.model ?? "unknown processor"}, ${cpus().length} virtual cores, ${type()}`;
  return `# GPT-2 124M on the CPU, in headless Chromium

Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}; ${machine}; Node ${process.version}. The same random
weights for all; every contender in a browser of its own, warmed up, measured in turns within one run. Times are
milliseconds, **minimum** (median). Shared machines are noisy: compare within a column, by the minima. Load average during
the run, the bench itself included: ${(loadavg()[1] ?? 0).toFixed(0)}.

${table(rows)}

\`decode\`: one token with so many positions cached. \`prefill\`: so many tokens at once, from nothing to logits. \`batch\`: one
token for each of so many rows. \`first token\`: from opening the page on a local server, nothing cached; \`peak memory\`: of the
renderer process, the browser's own part and the cache of 900 positions included. Of wllama each sample is the mean of one
completion, as its server reports it.

## Goals

${goals(rows, loads)}
`;
}

function table(rows: readonly Row[]): string {
  const head =
    "| | decode at 16 | decode at 900 | prefill 64 | prefill 512 | batch of 4 | batch of 16 | first token | model | downloaded | peak memory |";
  const lines = rows.map((row) => {
    const cells = [row.decode16, row.decode900, row.prefill64, row.prefill512, row.batch4, row.batch16].map(times);
    const first = row.firstTokenMs === undefined ? "" : `${(row.firstTokenMs / 1000).toFixed(1)} s`;
    const sizes = [row.modelBytes, row.bytes, row.peakBytes].map(megabytes);
    return `| ${[row.title, ...cells, first, ...sizes].join(" | ")} |`;
  });
  return [head, `|${" --- |".repeat(11)}`, ...lines].join("\n");
}

function times(samples: readonly number[]): string {
  if (samples.length === 0) return "";
  const sorted = samples.toSorted((a, b) => a - b);
  return `**${round(minimum(samples))}** (${round(sorted[sorted.length >> 1] ?? Number.NaN)})`;
}

const round = (value: number) => (value < 100 ? value.toFixed(1) : value.toFixed(0));
const megabytes = (bytes: number | undefined) => (bytes === undefined ? "" : `${Math.round(bytes / 1e6)} MB`);

export function minimum(samples: readonly number[]): number {
  return samples.length === 0 ? Number.NaN : Math.min(...samples);
}

type Measured = "decode16" | "decode900" | "prefill64" | "prefill512" | "batch4" | "batch16";

/** The project's goals against this run, met or missed. */
function goals(rows: readonly Row[], loads: readonly number[]): string {
  const best = (key: Measured, named: (row: Row) => boolean) =>
    Math.min(...rows.filter(named).map((row) => minimum(row[key])));
  const named = (name: string) => (row: Row) => row.name === name;
  const single = (row: Row) => row.title.endsWith("1 thread");
  const wllama = (row: Row) => row.title.startsWith("wllama");
  const ours = (row: Row) => row.name === "kernel" && single(row);
  const int4 = (row: Row) => row.name === "int4" && single(row);
  const threaded = (row: Row) => row.name === "kernel" && !single(row);
  const kernel = best("decode16", ours);
  const kernelsBest = best("decode16", named("kernel"));
  const alone = rows.find(ours);
  const lines: readonly (readonly [what: string, value: number, most: number, unit: string])[] = [
    ["decode at 16 against the floor", kernel / best("decode16", named("floor")), 1.4, "×"],
    [
      "decode at 16 against ONNX Runtime WASM, 1 thread",
      kernel / best("decode16", (r) => r.name === "ort" && single(r)),
      0.3,
      "×",
    ],
    ["decode at 16 against wllama, 1 thread", kernel / best("decode16", (r) => wllama(r) && single(r)), 0.2, "×"],
    ["decode at 16, threads, against wllama's best", kernelsBest / best("decode16", wllama), 0.3, "×"],
    ["decode at 16, threads, against native", kernelsBest / best("decode16", named("native")), 1.15, "×"],
    ["decode at 900 against decode at 16", best("decode900", ours) / kernel, 1.6, "×"],
    ["prefill of 64 tokens, 1 thread", best("prefill64", ours), 200, "ms"],
    ["batch of 4 against a single row, 1 thread", best("batch4", ours) / kernel, 2, "×"],
    ["batch of 4 against a single row, threads", best("batch4", threaded) / best("decode16", threaded), 2, "×"],
    ["batch of 16 against a single row, 1 thread", best("batch16", ours) / kernel, 5, "×"],
    ["batch of 16 against a single row, threads", best("batch16", threaded) / best("decode16", threaded), 5, "×"],
    ["prefill of 512 tokens against 64, 1 thread", best("prefill512", ours) / best("prefill64", ours), 8.5, "×"],
    [
      "prefill of 64 tokens, threads against 1 thread",
      best("prefill64", threaded) / best("prefill64", ours),
      0.55,
      "×",
    ],
    [
      "q4: decode at 16 against the floor of int8",
      best("decode16", int4) / best("decode16", named("floor")),
      0.75,
      "×",
    ],
    ["q4: batch of 4 against a single row, 1 thread", best("batch4", int4) / best("decode16", int4), 2, "×"],
    ["q4: batch of 16 against a single row, 1 thread", best("batch16", int4) / best("decode16", int4), 5, "×"],
    ["q4: peak memory of the renderer", (rows.find(int4)?.peakBytes ?? Number.NaN) / 1e6, 250, "MB"],
    ["load from a local server, 1 thread: fetch, verify, pack, 17 tokens", minimum(loads), 1000, "ms"],
    ["peak memory of the renderer", (alone?.peakBytes ?? Number.NaN) / 1e6, 330, "MB"],
    ["a token of the default model's shape (500 per second)", best("decode16", named("small")), 2, "ms"],
  ];
  const shown = lines.filter(([, value]) => Number.isFinite(value) && value > 0);
  return [
    "| | measured | goal | |",
    "| --- | --- | --- | --- |",
    ...shown.map(([what, value, most, unit]) => {
      const measured = `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ${unit}`;
      return `| ${what} | ${measured} | at most ${most} ${unit} | ${value <= most ? "met" : "missed"} |`;
    }),
  ].join("\n");
}
