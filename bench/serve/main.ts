/**
 * Prints how `hostless serve` holds under load: `npm run bench:serve -- [--checkpoint DIR --python PATH]`. One client, then 64 for five
 * minutes, then one again, whose every text must be the one that the call gets alone: streams of one text, then the tutorial's
 * call; then it is killed and started again under load. With a checkpoint of transformers and a Python that has fastapi, uvicorn and
 * transformers, the tutorial's own server answers the same calls with the same checkpoint in the same run.
 * `BENCH_SECONDS` and `BENCH_CLIENTS` change what is asked, `BENCH_ONLY=streams,quotes,killed,tutorial` runs a part. What else runs on the machine slows one client less
 * than many: beside the clock's figures stand the processor's, milliseconds for a token.
 */
import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { freePort } from "../../src/testing/free-port.ts";
import { askForQuote, askForStream } from "./ask.ts";
import { ASKS, type AskFor, type Load, runClients } from "./clients.ts";
import { type MeasuredServer, startProcess } from "./server-process.ts";

const { values } = parseArgs({ options: { checkpoint: { type: "string" }, python: { type: "string" } } });
const SECONDS = Number(process.env["BENCH_SECONDS"] ?? 300);
const ALONE_SECONDS = Math.min(10, SECONDS);
const CLIENTS = Number(process.env["BENCH_CLIENTS"] ?? 64);
const ONLY = new Set((process.env["BENCH_ONLY"] ?? "streams,quotes,killed,tutorial").split(","));
const CLI = "dist-cli/hostless.js";
const { checkpoint, python } = values;
const model = checkpoint === undefined ? "public/models/quotes" : converted(checkpoint);

if (ONLY.has("streams")) await measure("hostless serve, streams", startOurs, askForStream, true);
if (ONLY.has("quotes")) await measure("hostless serve, generate_quote", startOurs, askForQuote, true);
if (ONLY.has("killed")) await killUnderLoad();
if (ONLY.has("tutorial") && checkpoint !== undefined && python !== undefined) {
  const start = async () => {
    const port = await freePort();
    return startProcess(python, ["bench/serve/tutorial.py", checkpoint, `${port}`], port);
  };
  await measure("FastAPI + transformers, generate_quote", start, askForQuote, false);
}

function converted(from: string): string {
  const out = join(mkdtempSync(join(tmpdir(), "hostless-bench-")), "package");
  execFileSync(process.execPath, [CLI, "convert", from, "--out", out], { stdio: "ignore" });
  return out;
}

async function startOurs(given?: number): Promise<MeasuredServer> {
  const port = given ?? (await freePort());
  return startProcess(process.execPath, [CLI, "serve", "--model", model, "--port", `${port}`, "--quiet"], port);
}

/** @param isSeeded whether a call's text does not depend on the others */
async function measure(name: string, start: () => Promise<MeasuredServer>, askFor: AskFor, isSeeded: boolean) {
  const server = await start();
  try {
    const first = await medianOf(20, () => askForQuote(server.url, { prompt: "life is", seed: 1 }, 1));
    const known = isSeeded ? await textsAlone(server.url, askFor) : undefined;
    console.log(`${name}: starts in ${(server.startMs / 1000).toFixed(1)} s, a token in ${first.toFixed(0)} ms`);
    const before = await phase("1 client", server, askFor, 1, ALONE_SECONDS, known);
    const many = await phase(`${CLIENTS} clients`, server, askFor, CLIENTS, SECONDS, known);
    const after = await phase("1 client", server, askFor, 1, ALONE_SECONDS, known);
    const alone = (rate(before) + rate(after)) / 2;
    console.log(`  ${(rate(many) / alone).toFixed(2)} × one client; ${(server.memory() / 1e6).toFixed(0)} MB`);
  } finally {
    await server.kill();
  }
}

async function textsAlone(url: string, askFor: AskFor): Promise<string[]> {
  const texts: string[] = [];
  for (const ask of ASKS) texts.push((await askFor(url, ask)).text);
  return texts;
}

async function phase(
  name: string,
  server: MeasuredServer,
  askFor: AskFor,
  clients: number,
  seconds: number,
  known: readonly string[] | undefined,
): Promise<Load> {
  const before = server.processor();
  const load = await runClients(askFor, server.url, clients, seconds, known);
  const each = ((server.processor() - before) * 1000) / load.tokens;
  print(name, load, `${each.toFixed(2)} ms of processor a token, `);
  return load;
}

/** No text may be wrong, and every call must end. */
async function killUnderLoad(): Promise<void> {
  let server = await startOurs();
  try {
    const { url } = server;
    const known = await textsAlone(url, askForStream);
    const load = runClients(askForStream, url, CLIENTS, 30, known);
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

function rate({ tokens, seconds }: Load): number {
  return tokens / seconds;
}

function print(name: string, load: Load, more = ""): void {
  const { answers, seconds, p50, p95, first, wrong, failed } = load;
  const told = Object.entries(failed).map(([message, count]) => `${count} × ${message}`);
  const lost = told.length === 0 ? "none failed" : `failed: ${told.join(", ")}`;
  console.log(
    `  ${name.padEnd(12)} ${(answers / seconds).toFixed(1)} answers/s, ${rate(load).toFixed(0)} tokens/s, p50 ${p50.toFixed(0)}, p95 ${p95.toFixed(0)}, first piece ${first.toFixed(0)} ms, ${more}${wrong} wrong, ${lost}`,
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
