import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { build } from "vite";
import { browserOptions } from "../../src/testing/browser.ts";
import { startStaticServer } from "../../src/testing/static-server.ts";
import type { measure, Pair } from "./api-page.ts";

const REQUESTS = 60;
const STREAMS = 8;
/** Milliseconds that the HTTP route may take more than a direct call of the worker. */
const GOALS = { request: 15, token: 1 };

/** The page's side of this script beside the built site, as one module. */
async function buildPageSide(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "hostless-bench-"));
  await build({
    configFile: false,
    publicDir: false,
    logLevel: "warn",
    build: {
      outDir: join(folder, "bench"),
      emptyOutDir: true,
      lib: { entry: "bench/site/api-page.ts", formats: ["es"], fileName: () => "page.js" },
    },
  });
  return folder;
}

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * share)] ?? Number.NaN;
}

/** The goal is for the median; the lower quartile tells what a busy machine hides. */
function report(what: string, pairs: readonly Pair[], goal: number): void {
  const [direct, http, overhead] = [pairs.map((one) => one.direct), pairs.map((one) => one.http), overheadsOf(pairs)];
  const middle = quantile(overhead, 0.5);
  const calls = `direct ${quantile(direct, 0.5).toFixed(2)} ms, HTTP ${quantile(http, 0.5).toFixed(2)} ms`;
  const over = `overhead ${middle.toFixed(2)} of ${goal} ms (lower quartile ${quantile(overhead, 0.25).toFixed(2)})`;
  console.log(`${middle <= goal ? "ok  " : "OVER"} ${what}: ${calls}, ${over}`);
  if (middle > goal) process.exitCode = 1;
}

function overheadsOf(pairs: readonly Pair[]): number[] {
  return pairs.map(({ direct, http }) => http - direct);
}

const overlay = await buildPageSide();
const { close, url } = await startStaticServer({ root: "dist", overlay });
const browser = await chromium.launch(browserOptions());
const page = await browser.newPage();
await page.goto(`${url}docs.html`);
await page.getByRole("status").filter({ hasText: "is ready" }).waitFor();
await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
const workerFile = readdirSync("dist/assets").find((name) => /^worker-.*\.js$/.test(name));
const measured = await page.evaluate(
  async ([base, workerFile, requests, streams]) => {
    const side: { measure: typeof measure } = await import(`${base}bench/page.js`);
    return side.measure(base, `${base}assets/${workerFile}`, requests, streams);
  },
  [url, workerFile, REQUESTS, STREAMS] as const,
);
console.log(`Medians; ${REQUESTS} requests of 4 tokens and ${STREAMS} streams of 200, both ways in turns`);
report("a request       ", measured.requests, GOALS.request);
report("a streamed token", measured.tokens, GOALS.token);
await browser.close();
close();
rmSync(overlay, { recursive: true });
