import { readdirSync, statSync } from "node:fs";
import { loadavg } from "node:os";
import { type Entry, measurePeaks, type Peaks, type Running, start, timeLoad } from "./contenders.ts";
import { MEASURES, type Measure, type Row, type Run, summarize } from "./results-file.ts";

const ROUNDS = Number(process.env["BENCH_ROUNDS"] ?? 3);
/** With 900 positions most contenders take many seconds to get there. */
const LONG_ROUNDS = Number(process.env["BENCH_LONG_ROUNDS"] ?? 2);

/** Too slow for 512 tokens, or with no room for them. */
const NO_512 = ["q8_0", "q4_0", "default"];

/** Without a renderer, without 900 positions, or on a GPU, whose memory is not the renderer's. */
const NO_PEAK = ["native", "default", "gpu"];

type Samples = Record<Measure, number[]>;
interface Measured {
  readonly contender: Running;
  readonly samples: Samples;
}

/** One whole run: every contender in a browser of its own, in turns; all but one stand still, so that none disturbs another. */
export async function runOnce(entries: readonly Entry[], url: string, data: string): Promise<Run> {
  const alone = entries.find(({ name }) => name === "kernel");
  const loads: number[] = [];
  for (let round = 0; alone !== undefined && round < ROUNDS; round++) loads.push(await timeLoad(alone, url));
  const peaks = new Map<Entry, Peaks>();
  for (const entry of entries.filter(({ name }) => !NO_PEAK.includes(name))) {
    console.error(`memory: ${entry.title}`);
    peaks.set(entry, await measurePeaks(entry, url));
  }
  const all: Measured[] = [];
  for (const entry of entries) {
    console.error(`starting ${entry.title} …`);
    const contender = await start(entry, url, data);
    contender.pause();
    all.push({ contender, samples: noSamples() });
  }
  await measureAll(all);
  const load = loadavg()[1] ?? 0;
  const rows = all.map((measured) => writeRow(measured, data, peaks));
  for (const { contender } of all) {
    contender.resume();
    await contender.close();
  }
  return { load, loads, rows };
}

async function measureAll(all: readonly Measured[]): Promise<void> {
  // Engines compile hot code in the background: each is warmed up, then all have their turns in every round.
  await eachInTurn(all, "warm-up", async (contender) => {
    await contender.decode(16, 16);
    await contender.prefill(64);
  });
  for (let round = 0; round < ROUNDS; round++) {
    await eachInTurn(all, `round ${round + 1} of ${ROUNDS}`, async (contender, samples) => {
      samples.decode16.push(...(await contender.decode(16, 16)));
      samples.batch4.push(...(await contender.batch(4, 6)));
      samples.batch16.push(...(await contender.batch(16, 4)));
      samples.prefill64.push(...(await contender.prefill(64)));
    });
  }
  for (let round = 0; round < LONG_ROUNDS; round++) {
    await eachInTurn(all, `long round ${round + 1} of ${LONG_ROUNDS}`, async (contender, samples) => {
      const { name } = contender.entry;
      if (name !== "default") samples.decode900.push(...(await contender.decode(900, 8)));
      if (!NO_512.includes(name)) samples.prefill512.push(...(await contender.prefill(512)));
    });
  }
}

async function eachInTurn(
  all: readonly Measured[],
  what: string,
  work: (contender: Running, samples: Samples) => Promise<void>,
): Promise<void> {
  for (const { contender, samples } of all) {
    console.error(`${what}: ${contender.entry.title}`);
    contender.resume();
    await work(contender, samples);
    contender.pause();
  }
}

function noSamples(): Samples {
  return { decode16: [], decode900: [], prefill64: [], prefill512: [], batch4: [], batch16: [] };
}

function writeRow({ contender, samples }: Measured, data: string, peaks: ReadonlyMap<Entry, Peaks>): Row {
  const { entry, firstTokenMs, bytes, adapter } = contender;
  return {
    title: entry.title,
    name: entry.name,
    threads: entry.threads,
    ...Object.fromEntries(MEASURES.map((key) => [key, summarize(samples[key])])),
    firstTokenMs,
    bytes,
    adapter,
    modelBytes: entry.model === undefined ? undefined : sizeOf(`${data}/${entry.model}`),
    peaks: peaks.get(entry),
  };
}

/** Bytes of a file, or of all files below a folder. */
function sizeOf(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(`${path}/${name}`), 0);
}
