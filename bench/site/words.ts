/**
 * What looking into the model costs on the built site: alternatives of a token, heat maps of the default model and of GPT-2 124M in
 * 4 bits on one thread and on two, pictures, main-thread tasks over 50 ms, and what JavaScript comes before all that.
 *
 * Usage: npm run bench:words [-- folder of a model package of 124M; without it, random weights, made once]
 */
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { cpus, loadavg, tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { chromium, type Page } from "@playwright/test";
import * as v from "valibot";
import { build } from "vite";
import { encodeSharedRun } from "../../src/contract/encode-shared-run.ts";
import { randomCheckpoint } from "../../src/convert/testing/random-checkpoint.ts";
import { createTokenizer } from "../../src/runtime/tokenizer.ts";
import { browserOptions } from "../../src/testing/browser.ts";
import { startStaticServer } from "../../src/testing/static-server.ts";
import { madeUpTokenizer } from "../made-up-tokenizer.ts";
import { BASE } from "../page/shapes.ts";
import { scaled, writePackage } from "../prepare.ts";
import type * as PageSide from "./words-page.ts";
import type { Step } from "./words-page.ts";

declare global {
  interface Window {
    words: typeof PageSide;
  }
}

const MADE = fileURLToPath(new URL("../build/words/models/quotes", import.meta.url));
const NEW_TOKENS = 64;
const PRESSES = 50;
const ROUNDS = 5;
/** What is fetched once it is asked for. */
const LATE = [
  "why-words",
  "token-view",
  "prompt-tokens",
  "surprise-dialog",
  "share-dialog",
  "picture-dialog",
  "en-late",
];

/** Steps reported, and those with main-thread tasks over 50 ms. */
let steps = 0;
const long: string[] = [];

const { script, overlay } = { script: await buildPageSide(), overlay: await findPackage(process.argv[2]) };
const text = await textOf(1024);
const longText = await textOf(2048);
console.log(`${cpus()[0]?.model}, ${cpus().length} virtual cores, Chromium, ${new Date().toISOString().slice(0, 10)}`);

/** A run that a link sets up: no panel is opened for it. */
const run = encodeSharedRun({
  prompt: "life is not",
  parameters: { seed: 7, min_new_tokens: NEW_TOKENS, max_new_tokens: NEW_TOKENS },
});
await onSite({ hash: run }, async (page, requests) => {
  const ready = await page.evaluate(() => window.words.makeReady());
  await reportScripts(requests);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  if (!(await page.evaluate(() => window.words.seesLongTasks()))) throw new Error("The browser reports no long tasks.");
  announce(`default model, ${ready}`);
  report(await page.evaluate(([n, presses]) => window.words.measureWhy(n, presses), [NEW_TOKENS, PRESSES] as const));
  report(await page.evaluate(([text, n]) => window.words.measureHeatMap(text, n), [longText, ROUNDS] as const));
  report(await page.evaluate((presses) => window.words.useHeatMap(presses), PRESSES));
  report(await page.evaluate((n) => window.words.measurePicture(n), ROUNDS));
});
for (const headers of [false, true]) {
  await onSite({ headers, overlay: overlay.folder }, async (page) => {
    announce(`124M in 4 bits, ${await page.evaluate(() => window.words.makeReady())}`);
    report(await page.evaluate(([text, n]) => window.words.measureHeatMap(text, n), [text, ROUNDS] as const));
  });
}
await overlay.remove();
console.log(`\nmain-thread tasks over 50 ms: ${long.length === 0 ? "none" : long.join("; ")}, in ${steps} steps`);

/** The page's side as a script that hangs itself onto the window. */
async function buildPageSide(): Promise<string> {
  const built = await build({
    configFile: false,
    publicDir: false,
    logLevel: "warn",
    build: {
      write: false,
      lib: { entry: "bench/site/words-page.ts", formats: ["iife"], name: "words", fileName: "words" },
    },
  });
  const output = v.array(v.object({ output: v.tuple([v.looseObject({ code: v.string() })]) }));
  return `${v.parse(output, built)[0]?.output[0].code ?? ""}; window.words = words;`;
}

/** A folder that lays the package over the site's own model. */
async function findPackage(given: string | undefined): Promise<{ folder: string; remove: () => Promise<void> }> {
  if (given === undefined && !existsSync(join(MADE, "complete"))) {
    const tokenizer = await madeUpTokenizer(BASE.vocab_size);
    await writePackage(MADE, { ...scaled(randomCheckpoint(BASE)), tokenizer }, ["q4"]);
    await writeFile(join(MADE, "complete"), "");
  }
  const folder = await mkdtemp(join(tmpdir(), "hostless-bench-"));
  const place = join(folder, "models/quotes");
  await mkdir(dirname(place), { recursive: true });
  await symlink(resolve(given ?? MADE), place);
  return { folder, remove: () => rm(folder, { recursive: true }) };
}

/** The beginning of this project's README, in so many tokens of the default model, which are those of the random one. */
async function textOf(tokens: number): Promise<string> {
  const codec = createTokenizer(await readFile("public/models/quotes/tokenizer.json", "utf8"), BASE.vocab_size);
  // One of them is the letter that each round has for itself.
  return codec.decode(codec.encode(await readFile("README.md", "utf8")).slice(0, tokens - 1));
}

async function onSite(
  { hash = "", ...options }: { readonly hash?: string; readonly headers?: boolean; readonly overlay?: string },
  work: (page: Page, requests: readonly string[]) => Promise<void>,
): Promise<void> {
  const { close, url } = await startStaticServer({ root: "dist", ...options });
  const browser = await chromium.launch(browserOptions());
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(600_000);
    await page.addInitScript({ content: script });
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(`${url}#${hash}`);
    await work(page, requests);
  } finally {
    await browser.close();
    close();
  }
}

async function reportScripts(requests: readonly string[]): Promise<void> {
  const scripts = [...new Set(requests)].filter((address) => /\.js$/.test(new URL(address).pathname));
  const page = scripts.filter((address) => !/\/worker-[^/]*$/.test(address));
  const bodies = await Promise.all(
    page.map(async (address) => Buffer.from(await (await fetch(address)).arrayBuffer())),
  );
  const raw = bodies.reduce((sum, body) => sum + body.length, 0);
  const packed = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0);
  console.log(`the page's JavaScript until the model is ready: ${raw} bytes, ${packed} gzip, in ${page.length} files`);
  const early = LATE.filter((name) => page.some((address) => address.includes(`/${name}-`)));
  console.log(
    `of the parts for this, fetched before they are asked for: ${early.join(", ") || "none"} of ${LATE.join(", ")}`,
  );
}

function announce(what: string): void {
  const [load = 0] = loadavg();
  console.log(`\n${what}; load ${load.toFixed(1)}`);
}

function report(done: readonly Step[]): void {
  for (const { name, times, longTasks } of done) {
    steps++;
    const sorted = times.toSorted((a, b) => a - b);
    const at = (share: number) => (sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN).toFixed(0);
    const [first] = times;
    const all = sorted.length > 1 ? `, min ${at(0.001)}, p50 ${at(0.5)}, p95 ${at(0.95)} of ${sorted.length}` : "";
    const took = first === undefined ? "" : `  first ${first.toFixed(0)} ms${all}`;
    const tasks = longTasks.map((ms) => ms.toFixed(0)).join(", ");
    if (tasks !== "") long.push(`${name}: ${tasks} ms`);
    console.log(`${name.padEnd(56)}${took}${tasks && `  TASKS OVER 50 ms: ${tasks}`}`);
  }
}
