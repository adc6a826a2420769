import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { gzipAssetPlugin } from "../scripts/build/vite-gzip-asset.ts";
import { startStaticServer } from "../src/testing/static-server.ts";
import { drawChart } from "./chart.ts";
import { findEntries, tellBrowser } from "./contenders.ts";
import { describeMachine, fileNameOf } from "./machine.ts";
import { prepare } from "./prepare.ts";
import { writeMachine, writeReport } from "./report.ts";
import { mergeRuns, readResults, type Results, type Run, saveResults } from "./results-file.ts";
import { runOnce } from "./run.ts";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const SITE = `${HERE}build/site`;
const DATA = `${SITE}/data`;
/** Whole runs, each with new browsers. */
const RUNS = Number(process.env["BENCH_RUNS"] ?? 1);
/** Names of contenders to run, for a part of the table. */
const ONLY = process.env["BENCH_ONLY"]?.split(",");

await prepare(DATA);
await build({
  root: `${HERE}page`,
  configFile: false,
  base: "./",
  logLevel: "warn",
  plugins: [gzipAssetPlugin()],
  worker: { format: "es" },
  build: { outDir: SITE, emptyOutDir: false, target: "es2022", assetsInlineLimit: 0 },
});
writeFileSync(
  `${SITE}/_headers`,
  "/*\n  Cross-Origin-Opener-Policy: same-origin\n  Cross-Origin-Embedder-Policy: require-corp\n",
);
const { server, url } = await startStaticServer({ root: SITE });
const entries = await findEntries(url, ONLY);
const runs: Run[] = [];
for (let run = 0; run < RUNS; run++) {
  console.error(`run ${run + 1} of ${RUNS}`);
  runs.push(await runOnce(entries, url, DATA));
}
server.close();

const machine = describeMachine();
const results: Results = {
  date: new Date().toISOString().slice(0, 10),
  browser: await tellBrowser(),
  node: process.version,
  machine,
  runs,
};
if (ONLY === undefined) {
  const folder = `${HERE}results`;
  mkdirSync(folder, { recursive: true });
  saveResults(`${folder}/${fileNameOf(machine)}.json`, results);
  writeFileSync(`${HERE}results.md`, writeReport(readResults(folder)));
  writeFileSync(`${HERE}results.svg`, drawChart(mergeRuns(runs)));
  console.error(`Written to bench/results/${fileNameOf(machine)}.json, bench/results.md and bench/results.svg.`);
} else {
  console.log(writeMachine(results));
}
