/**
 * How long `hostless finetune` takes for 500 texts of 25 tokens and three passes, from the command to the adapter: two rates tried and
 * every half pass judged. The default model and GPT-2 124M with random weights in 8 bits, on one thread and on two, beside steps of
 * PyTorch with PEFT on the same processor in the same run, and as the page teaches, with what its renderer takes of memory.
 *
 * Usage: npm run bench:training -- [--only default,124M] [--parts cli,steps,peft,ort,page] [--python COMMAND] [--texts FILE]
 *   [--ort DIST --ort-python COMMAND]
 * `ort` trains with ONNX Runtime in the browser: DIST is the folder `dist` of `npm pack onnxruntime-web@1.19.2`, the last that trains, and
 * the command a Python with onnxruntime-training 1.19.2 and numpy below 2.
 * The texts are the subjects of this repository's commits, or the lines of FILE.
 */
import { execFile, execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import * as v from "valibot";
import { randomCheckpoint } from "../../src/convert/testing/random-checkpoint.ts";
import { createTokenizer } from "../../src/runtime/tokenizer.ts";
import { madeUpTokenizer } from "../made-up-tokenizer.ts";
import { BASE } from "../page/shapes.ts";
import { scaled, writePackage } from "../prepare.ts";
import { timeOrt } from "./ort/time-ort.ts";
import { measurePage } from "./page.ts";
import { timeSteps } from "./steps.ts";

const { values } = parseArgs({
  options: {
    only: { type: "string", default: "default,124M" },
    parts: { type: "string", default: "cli,steps,peft,page" },
    python: { type: "string", default: "python3" },
    ort: { type: "string", default: "dist" },
    "ort-python": { type: "string", default: "python3" },
    texts: { type: "string" },
  },
});
const PARTS = {
  cli: "the whole command",
  steps: "steps",
  peft: "steps of PyTorch and PEFT",
  ort: "steps of ONNX Runtime",
  page: "in the page",
};
const parts = new Set(values.parts.split(","));

const TEXTS = 500;
const TOKENS = 25;
const THREADS = [1, 2] as const;
/** Seconds for which steps are counted. */
const STEP_SECONDS = 15;
const BUILT = fileURLToPath(new URL("../../build/training", import.meta.url));
const MADE = join(BUILT, "models/quotes");
const MODELS: Readonly<Record<string, () => Promise<string>>> = {
  default: async () => "public/models/quotes",
  "124M": makeLarge,
};

const told = v.object({ after: v.number(), before: v.number(), step: v.number(), steps: v.number() });
const timed = v.object({ tokensPerSecond: v.number(), peakBytes: v.number() });

/** A line of the table that is printed at the end for each model and number of threads. */
const rows: string[][] = [];

const folder = await mkdtemp(join(tmpdir(), "hostless-bench-"));
try {
  console.log(`${cpus()[0]?.model}, ${cpus().length} virtual cores, ${new Date().toISOString().slice(0, 10)}`);
  const { texts, ids } = await makeTexts();
  await writeFile(join(folder, "texts.txt"), texts.join("\n"));
  await writeFile(join(folder, "ids.json"), JSON.stringify(ids));
  const tokens = ids.reduce((sum, one) => sum + one.length - 1, 0);
  console.log(`${texts.length} texts, ${(tokens / texts.length).toFixed(1)} tokens each`);
  for (const name of values.only.split(",")) {
    const base = await MODELS[name]?.();
    if (base === undefined) throw new Error(`--only ${name}: ${Object.keys(MODELS).join(" or ")}.`);
    await measure(name, base, ids);
  }
  const asked = Object.entries(PARTS).flatMap(([part, said]) => (parts.has(part) ? [said] : []));
  console.log(`\n${tableOf([["model, threads", ...asked], ...rows])}`);
} finally {
  await rm(folder, { recursive: true });
}

async function measure(name: string, base: string, ids: readonly number[][]): Promise<void> {
  for (const threads of THREADS) {
    const row = [`${name}, ${threads}`];
    const tell = async (part: string, measured: () => Promise<string>) => {
      if (!parts.has(part)) return;
      const load = loadavg()[0]?.toFixed(1);
      const said = `${await measured()} (load ${load})`;
      console.log(`${name}, ${threads} threads, ${part}: ${said}`);
      row.push(said);
    };
    await tell("cli", () => finetune(base, threads));
    await tell("steps", async () => perSecond(await timeSteps(base, ids, threads, STEP_SECONDS)));
    await tell("peft", () => timePeft(base, threads));
    const given = { python: values["ort-python"], dist: values.ort, made: join(BUILT, "ort", name) };
    await tell("ort", () => timeOrt(base, ids, threads, STEP_SECONDS, given));
    await tell("page", () => measurePage(base, join(folder, "texts.txt"), threads));
    rows.push(row);
  }
}

function perSecond(tokens: number): string {
  return `${tokens.toFixed(0)} tokens a second`;
}

/** @param lines of cells, the first of them the head */
function tableOf(lines: readonly (readonly string[])[]): string {
  const [head = [], ...rest] = lines;
  return [head, head.map(() => "---"), ...rest].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

/** GPT-2 124M with random weights, made once. */
async function makeLarge(): Promise<string> {
  if (!existsSync(join(MADE, "manifest.json"))) {
    const tokenizer = await madeUpTokenizer(BASE.vocab_size);
    await writePackage(MADE, { ...scaled(randomCheckpoint(BASE)), tokenizer });
  }
  return MADE;
}

/** Texts of so many tokens at most, and their tokens: both models have the same. */
async function makeTexts(): Promise<{ readonly texts: readonly string[]; readonly ids: readonly number[][] }> {
  const all =
    values.texts === undefined
      ? execFileSync("git", ["log", "--format=%s"], { encoding: "utf8", maxBuffer: 1e8 })
      : await readFile(values.texts, "utf8");
  const codec = createTokenizer(await readFile("public/models/quotes/tokenizer.json", "utf8"), BASE.vocab_size);
  // The tokens at both ends count, too.
  const cut = all.split("\n").map((line) => codec.encode(line).slice(0, TOKENS - 1));
  const found = new Map(cut.map((ids) => [codec.decode(ids).trim(), [0, ...ids, 0]]));
  found.delete("");
  const some = [...found].slice(0, TEXTS);
  return { texts: some.map(([text]) => text), ids: some.map(([, ids]) => ids) };
}

async function finetune(base: string, threads: number): Promise<string> {
  // The program prints at its end what it took: resident memory of a child is nobody else's to know.
  const tell =
    "if (require('node:worker_threads').isMainThread) process.on('exit', () => { const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage(); process.stderr.write('\\nused ' + maxRSS + ' ' + (userCPUTime + systemCPUTime) + '\\n'); })";
  await writeFile(join(folder, "tell.cjs"), tell);
  const out = join(folder, "out");
  const line = ["finetune", "--base", base, "--texts", join(folder, "texts.txt"), "--out", out, "--epochs", "3"];
  const args = ["--require", join(folder, "tell.cjs"), "dist-cli/hostless.js", ...line];
  const began = performance.now();
  const { stdout, stderr } = await promisify(execFile)("node", [...args, "--threads", String(threads), "--json"]);
  const seconds = (performance.now() - began) / 1000;
  await rm(out, { recursive: true });
  const { before, after, step, steps } = v.parse(told, JSON.parse(stdout));
  const [, kilobytes, microseconds] = /used (\d+) (\d+)/.exec(stderr) ?? [];
  const megabytes = (Number(kilobytes) * 1024) / 1e6;
  const busy = Number(microseconds) / 1e6;
  return `${seconds.toFixed(1)} s (${busy.toFixed(1)} s of processors), ${megabytes.toFixed(0)} MB; step ${step} of ${steps} is kept, perplexity ${before.toFixed(1)} -> ${after.toFixed(2)}`;
}

async function timePeft(base: string, threads: number): Promise<string> {
  const script = fileURLToPath(new URL("train_peft.py", import.meta.url));
  const args = [script, join(base, "config.json"), join(folder, "ids.json"), String(threads), String(STEP_SECONDS)];
  const { stdout } = await promisify(execFile)(values.python, args);
  const { tokensPerSecond, peakBytes } = v.parse(timed, JSON.parse(stdout));
  return `${perSecond(tokensPerSecond)}, ${(peakBytes / 1e6).toFixed(0)} MB`;
}
