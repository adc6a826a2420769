/**
 * Prints how `hostless serve` holds under load: `npm run bench:serve -- [--checkpoint DIR --python PATH]`. One client, then 64 for five
 * minutes, whose every text must be the one that the call gets alone; then it is killed and started again under load. With a checkpoint
 * of transformers and a Python that has fastapi, uvicorn and transformers, the tutorial's own server answers the same calls
 * with the same checkpoint in the same run. `BENCH_SECONDS` and `BENCH_CLIENTS` change what is asked.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { freePort } from "../../src/testing/free-port.ts";
import { ASKS, askFor, type Load, runClients, TOKENS } from "./clients.ts";
import { type MeasuredServer, startProcess } from "./server-process.ts";

const { values } = parseArgs({ options: { checkpoint: { type: "string" }, python: { type: "string" } } });
const SECONDS = Number(process.env["BENCH_SECONDS"] ?? 300);
const CLIENTS = Number(process.env["BENCH_CLIENTS"] ?? 64);
const ALONE_SECONDS = 20;
const CLI = "dist-cli/hostless.js";
const model = values.checkpoint === undefined ? "public/models/quotes" : converted(values.checkpoint);

await measure("hostless serve", startOurs, true);
await killUnderLoad();
if (values.checkpoint !== undefined && values.python !== undefined) {
  const { checkpoint, python } = values;
  const start = async () => {
    const port = await freePort();
    return startProcess(python, ["bench/serve/tutorial.py", checkpoint, `${port}`], port);
  };
  await measure("FastAPI + transformers", start, false);
}

function converted(checkpoint: string): string {
  const out = join(mkdtempSync(join(tmpdir(), "hostless-bench-")), "package");
  execFileSync(process.execPath, [CLI, "convert", checkpoint, "--out", out], { stdio: "ignore" });
  return out;
}

async function startOurs(given?: number): Promise<MeasuredServer> {
  const port = given ?? (await freePort());
  return startProcess(process.execPath, [CLI, "serve", "--model", model, "--port", `${port}`, "--quiet"], port);
}

/** @param isSeeded whether a call's text does not depend on the others */
async function measure(name: string, start: () => Promise<MeasuredServer>, isSeeded: boolean): Promise<void> {
  const server = await start();
  try {
    const first = await medianOf(20, () => askFor(server.url, { prompt: "life is", seed: 1 }, 1));
    const known: string[] = [];
    if (isSeeded) for (const ask of ASKS) known.push(await askFor(server.url, ask));
    const alone = await runClients(server.url, 1, ALONE_SECONDS, isSeeded ? known : undefined);
    const many = await runClients(server.url, CLIENTS, SECONDS, isSeeded ? known : undefined);
    console.log(`${name}: starts in ${(server.startMs / 1000).toFixed(1)} s, a token in ${first.toFixed(0)} ms`);
    print("1 client", alone);
    print(`${CLIENTS} clients`, many);
    console.log(`  ${(rate(many) / rate(alone)).toFixed(2)} × one client; ${(server.memory() / 1e6).toFixed(0)} MB`);
  } finally {
    await server.kill();
  }
}

/** No text may be wrong, and every call must end. */
async function killUnderLoad(): Promise<void> {
  let server = await startOurs();
  try {
    const { url } = server;
    const known: string[] = [];
    for (const ask of ASKS) known.push(await askFor(url, ask));
    const load = runClients(url, CLIENTS, 30, known);
    for (let turn = 0; turn < 2; turn++) {
      await new Promise((resolve) => setTimeout(resolve, 8000));
      await server.kill();
      server = await startOurs(Number(new URL(url).port));
    }
    print("killed twice", await load);
  } finally {
    await server.kill();
  }
}

function rate({ answers, seconds }: Load): number {
  return (answers * TOKENS) / seconds;
}

function print(name: string, load: Load): void {
  const { answers, seconds, p50, p95, wrong, failed } = load;
  const told = Object.entries(failed).map(([message, count]) => `${count} × ${message}`);
  const lost = told.length === 0 ? "none failed" : `failed: ${told.join(", ")}`;
  console.log(
    `  ${name.padEnd(12)} ${(answers / seconds).toFixed(1)} answers/s, ${rate(load).toFixed(0)} tokens/s, p50 ${p50.toFixed(0)}, p95 ${p95.toFixed(0)} ms, ${wrong} wrong, ${lost}`,
  );
}

async function medianOf(count: number, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[count >> 1] ?? Number.NaN;
}
