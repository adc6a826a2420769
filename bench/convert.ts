// How long GPT-2 124M takes from safetensors to a package, on the command line and in the built site, and the memory.

import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium } from "@playwright/test";
import { browserOptions } from "../src/testing/browser.ts";
import { startStaticServer } from "../src/testing/static-server.ts";
import { BASE } from "./page/shapes.ts";
import { peakOf } from "./renderer-memory.ts";
import { CHECKPOINT_FILES, writeCheckpoint } from "./write-checkpoint.ts";

const ROUNDS = Number(process.env["BENCH_ROUNDS"] ?? 3);

const folder = await mkdtemp(join(tmpdir(), "hostless-bench-"));
try {
  await writeCheckpoint(join(folder, "checkpoint"), BASE);
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
    await page.getByLabel("Choose files …").setInputFiles(CHECKPOINT_FILES.map((name) => join(checkpoint, name)));
    await page.getByRole("button", { name: "Save package" }).waitFor({ timeout: 240_000 });
    await page.getByRole("status").filter({ hasText: "Ready" }).waitFor({ timeout: 240_000 });
    return { seconds: (performance.now() - began) / 1000, peakBytes: await peakOf(browser) };
  } finally {
    await browser.close();
    close();
  }
}
