// How long GPT-2 124M takes from safetensors to a package, on the command line and in the built site, and the memory.

import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium } from "@playwright/test";
import { randomCheckpoint } from "../src/convert/testing/random-checkpoint.ts";
import { browserOptions } from "../src/testing/browser.ts";
import { startStaticServer } from "../src/testing/static-server.ts";
import { madeUpTokenizer } from "./made-up-tokenizer.ts";
import { BASE } from "./prepare.ts";
import { peakOf } from "./renderer-memory.ts";

const FILES = ["config.json", "tokenizer.json", "model.safetensors"];
const ROUNDS = Number(process.env["BENCH_ROUNDS"] ?? 3);

const folder = await mkdtemp(join(tmpdir(), "hostless-bench-"));
try {
  await writeCheckpoint(join(folder, "checkpoint"));
  for (let round = 0; round < ROUNDS; round++) {
    report("command line", await onCommandLine(join(folder, "checkpoint"), join(folder, `package-${round}`)));
    report("page", await inPage(join(folder, "checkpoint")));
  }
} finally {
  await rm(folder, { recursive: true });
}

interface Run {
  readonly seconds: number;
  readonly peakBytes: number;
}

function report(where: string, { seconds, peakBytes }: Run): void {
  console.log(`${where.padEnd(12)}  ${seconds.toFixed(1)} s  ${(peakBytes / 1e6).toFixed(0)} MB`);
}

/** Random weights of the size that training leaves, and a tokenizer of bytes and made-up words. */
async function writeCheckpoint(to: string): Promise<void> {
  await mkdir(to);
  await writeFile(join(to, "tokenizer.json"), await madeUpTokenizer(BASE.vocab_size));
  await writeFile(join(to, "config.json"), JSON.stringify({ model_type: "gpt2", ...BASE }));
  const { tensorNames, tensor } = randomCheckpoint(BASE);
  const header: Record<string, object> = {};
  const values: Float32Array[] = [];
  let at = 0;
  for (const name of tensorNames) {
    const weights = (await tensor(name)).map((value) => (name.includes("ln_") ? value : value / 10));
    header[name] = { dtype: "F32", shape: shapeOf(name, weights.length), data_offsets: [at, at + weights.byteLength] };
    at += weights.byteLength;
    values.push(weights);
  }
  const text = new TextEncoder().encode(JSON.stringify(header));
  await writeFile(join(to, "model.safetensors"), [new BigUint64Array([BigInt(text.length)]), text, ...values]);
}

function shapeOf(name: string, length: number): number[] {
  if (!name.endsWith("weight") || name.includes("ln_")) return [length];
  if (name.startsWith("w")) return [length / BASE.n_embd, BASE.n_embd];
  const inputs = name.endsWith("mlp.c_proj.weight") ? BASE.n_inner : BASE.n_embd;
  return [inputs, length / inputs];
}

async function onCommandLine(checkpoint: string, out: string): Promise<Run> {
  // The program prints its own peak at its end: resident memory of a child is nobody else's to know.
  const peak = "process.on('exit', () => process.stderr.write('\\npeak ' + process.resourceUsage().maxRSS + '\\n'))";
  const program = ["--import", `data:text/javascript,${encodeURIComponent(peak)}`, "dist-cli/hostless.js"];
  const began = performance.now();
  const { stderr } = await promisify(execFile)("node", [...program, "convert", checkpoint, "--out", out]);
  const seconds = (performance.now() - began) / 1000;
  await rm(out, { recursive: true });
  return { seconds, peakBytes: Number(/peak (\d+)/.exec(stderr)?.[1]) * 1024 };
}

async function inPage(checkpoint: string): Promise<Run> {
  const { close, url } = await startStaticServer({ root: "dist" });
  const browser = await chromium.launch(browserOptions());
  try {
    const page = await browser.newPage();
    await page.goto(url);
    await page.getByRole("status").filter({ hasText: "Ready" }).waitFor();
    await page.getByRole("button", { name: "Open model" }).click();
    const began = performance.now();
    await page.getByLabel("Choose files …").setInputFiles(FILES.map((name) => join(checkpoint, name)));
    await page.getByRole("button", { name: "Save package" }).waitFor({ timeout: 240_000 });
    await page.getByRole("status").filter({ hasText: "Ready" }).waitFor({ timeout: 240_000 });
    return { seconds: (performance.now() - began) / 1000, peakBytes: await peakOf(browser) };
  } finally {
    await browser.close();
    close();
  }
}
