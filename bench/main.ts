import { readdirSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { startStaticServer } from "../src/testing/static-server.ts";
import { drawChart } from "./chart.ts";
import { ENTRIES, type Running, start, timeLoad } from "./contenders.ts";
import { prepare } from "./prepare.ts";
import { type Row, writeReport } from "./report.ts";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const SITE = `${HERE}build/site`;
const DATA = `${SITE}/data`;
const ROUNDS = Number(process.env["BENCH_ROUNDS"] ?? 3);
/** With 900 positions most contenders take many seconds to get there. */
const LONG_ROUNDS = Number(process.env["BENCH_LONG_ROUNDS"] ?? 2);
/** Names of contenders to run, for a part of the table. */
const ONLY = process.env["BENCH_ONLY"]?.split(",");

/** Too slow for 512 tokens, or with no room for them. */
const SHORT_ONLY = ["q8_0", "q4_0", "small"];

type Key = "decode16" | "decode900" | "prefill64" | "prefill512" | "batch4" | "batch16";
type Samples = Record<Key, number[]>;

await prepare(DATA);
await build({
  root: `${HERE}page`,
  configFile: false,
  base: "./",
  logLevel: "warn",
  worker: { format: "es" },
  build: { outDir: SITE, emptyOutDir: false, target: "es2022", assetsInlineLimit: 0 },
});
writeFileSync(
  `${SITE}/_headers`,
  "/*\n  Cross-Origin-Opener-Policy: same-origin\n  Cross-Origin-Embedder-Policy: require-corp\n",
);
const { server, url } = await startStaticServer({ root: SITE });

const entries = ENTRIES.filter(({ name }) => ONLY === undefined || ONLY.includes(name));
const alone = entries.find(({ name }) => name === "kernel");
const loads: number[] = [];
for (let round = 0; alone !== undefined && round < ROUNDS; round++) loads.push(await timeLoad(alone, url));

const running: { contender: Running; samples: Samples }[] = [];
for (const entry of entries) {
  console.error(`starting ${entry.title} …`);
  const contender = await start(entry, url, DATA);
  contender.pause();
  running.push({ contender, samples: noSamples() });
}
// Engines compile hot code in the background: each is warmed up, then all have their turns in every round.
await eachInTurn("warm-up", async (contender) => {
  await contender.decode(16, 16);
  await contender.prefill(64);
});
for (let round = 0; round < ROUNDS; round++) {
  await eachInTurn(`round ${round + 1} of ${ROUNDS}`, async (contender, samples) => {
    samples.decode16.push(...(await contender.decode(16, 16)));
    samples.batch4.push(...(await contender.batch(4, 6)));
    samples.batch16.push(...(await contender.batch(16, 4)));
    samples.prefill64.push(...(await contender.prefill(64)));
  });
}
for (let round = 0; round < LONG_ROUNDS; round++) {
  await eachInTurn(`long round ${round + 1} of ${LONG_ROUNDS}`, async (contender, samples) => {
    const { name } = contender.entry;
    if (name !== "small") samples.decode900.push(...(await contender.decode(900, 8)));
    if (!SHORT_ONLY.includes(name)) samples.prefill512.push(...(await contender.prefill(512)));
  });
}

const rows: Row[] = running.map(({ contender, samples }) => ({
  title: contender.entry.title,
  name: contender.entry.name,
  ...samples,
  ...(contender.firstTokenMs === undefined
    ? {}
    : { firstTokenMs: contender.firstTokenMs, bytes: contender.bytes ?? 0 }),
  ...(contender.entry.model === undefined ? {} : { modelBytes: sizeOf(`${DATA}/${contender.entry.model}`) }),
  ...(contender.peakBytes === undefined ? {} : { peakBytes: contender.peakBytes() }),
}));
for (const { contender } of running) {
  contender.resume();
  await contender.close();
}
server.close();
if (ONLY === undefined) {
  writeFileSync(`${HERE}results.md`, writeReport(rows, loads));
  writeFileSync(`${HERE}results.svg`, drawChart(rows));
  console.error("Written to bench/results.md and bench/results.svg.");
} else {
  console.log(writeReport(rows, loads));
}

function noSamples(): Samples {
  return { decode16: [], decode900: [], prefill64: [], prefill512: [], batch4: [], batch16: [] };
}

/** All but one stand still, so that none disturbs another. */
async function eachInTurn(what: string, work: (contender: Running, samples: Samples) => Promise<void>): Promise<void> {
  for (const { contender, samples } of running) {
    console.error(`${what}: ${contender.entry.title}`);
    contender.resume();
    await work(contender, samples);
    contender.pause();
  }
}

/** Bytes of a file, or of all files below a folder. */
function sizeOf(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.size;
  return readdirSync(path).reduce((sum, name) => sum + sizeOf(`${path}/${name}`), 0);
}
