import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { chromium, type Page } from "@playwright/test";
import { browserOptions } from "../../src/testing/browser.ts";
import { openPanel } from "../../src/testing/open-panel.ts";
import { startStaticServer } from "../../src/testing/static-server.ts";

const BROWSER_STARTS_MS = 3000;

/** Tokens of the run that is watched for long tasks. */
const TOKENS = 200;
/** Answers by the model's own settings that are timed. */
const ANSWERS = 20;

/** Numbers that the page gathers about itself while a run goes on. */
interface Watched {
  longTasks: number[];
  firstText?: number;
}

declare global {
  interface Window {
    watched: Watched;
  }
}

/** Notes long tasks, and the moment of the first letter of an answer, in milliseconds since navigation. */
function watch(): void {
  window.watched = { longTasks: [] };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.watched.longTasks.push(duration);
  }).observe({ type: "longtask", buffered: true });
  new MutationObserver(() => {
    const text = document.querySelector("[data-testid=answer]")?.textContent ?? "";
    if (text !== "") window.watched.firstText ??= performance.now();
  }).observe(document, { subtree: true, childList: true, characterData: true });
}

async function fill(page: Page): Promise<void> {
  await openPanel(page);
  await page.getByLabel("min_new_tokens", { exact: true }).fill(String(TOKENS));
  await page.getByLabel("max_new_tokens", { exact: true }).fill(String(TOKENS));
  await page.getByRole("textbox", { name: "Prompt" }).fill("life is not");
}

/** Runs once from navigation on, with Generate pressed as soon as it can be. Milliseconds to the first letter. */
async function fromNavigation(page: Page, url: string): Promise<number> {
  await page.goto(url, { waitUntil: "commit" });
  await page.getByRole("textbox", { name: "Prompt" }).press("Enter");
  await page.waitForFunction(() => window.watched.firstText !== undefined);
  return page.evaluate(() => window.watched.firstText ?? Number.NaN);
}

/** Runs the form and waits inside the page: a test tool that asks again and again makes tasks of its own. */
async function runAlone(ending: string): Promise<void> {
  const status = document.querySelector("[role=status]");
  const done = new Promise<void>((resolve) => {
    new MutationObserver(() => {
      if (status?.textContent?.startsWith(ending) === true) resolve();
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  window.watched.longTasks = [];
  document.querySelector<HTMLButtonElement>("form [type=submit]")?.click();
  await done;
  // Long tasks are reported a little after they end.
  await new Promise((resolve) => setTimeout(resolve, 300));
}

async function longRun(page: Page): Promise<{ longTasks: number[]; facts: Record<string, string> }> {
  await page.getByRole("status").filter({ hasText: "Done" }).waitFor();
  await fill(page);
  await page.evaluate(runAlone, `Done: ${TOKENS}`);
  const facts = await page
    .locator("dl div, section summary")
    .evaluateAll((rows) => rows.map((row) => [row.children[0]?.textContent ?? "", row.children[1]?.textContent ?? ""]));
  return { longTasks: await page.evaluate(() => window.watched.longTasks), facts: Object.fromEntries(facts) };
}

/** Milliseconds from Generate until the answer is there, by what the form has. */
function timeAnswer(): Promise<number> {
  const began = performance.now();
  return new Promise((resolve) => {
    let wasDone = true;
    const watcher = new MutationObserver(() => {
      // The status is still that of the answer before.
      const isDone = document.querySelector("[role=status]")?.textContent?.startsWith("Done") === true;
      wasDone &&= isDone;
      if (wasDone || !isDone) return;
      watcher.disconnect();
      resolve(performance.now() - began);
    });
    watcher.observe(document.body, { subtree: true, childList: true, characterData: true });
    document.querySelector<HTMLButtonElement>("form [type=submit]")?.click();
  });
}

/** The default model's answers to a prompt, which are the best of several by its own settings. */
async function timeAnswers(page: Page): Promise<string> {
  await page.getByRole("status").filter({ hasText: "Done" }).waitFor();
  await page.getByRole("textbox", { name: "Prompt" }).fill("life is not");
  const times: number[] = [];
  while (times.length < ANSWERS) times.push(await page.evaluate(timeAnswer));
  times.sort((a, b) => a - b);
  const at = (share: number) => (times[Math.ceil(share * times.length) - 1] ?? Number.NaN).toFixed(0);
  return `min ${at(0.001)} ms, p50 ${at(0.5)} ms, p95 ${at(0.95)} ms of ${times.length}`;
}

/** Bytes behind the addresses that end so: as they are, and as a host that compresses would send them. */
async function bytesOf(addresses: readonly string[], ending: RegExp): Promise<string> {
  const wanted = [...new Set(addresses)].filter((address) => ending.test(new URL(address).pathname));
  const bodies = await Promise.all(wanted.map(async (address) => (await fetch(address)).arrayBuffer()));
  const raw = bodies.reduce((sum, body) => sum + body.byteLength, 0);
  const packed = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0);
  return `${(raw / 1024).toFixed(1)} KiB raw, ${(packed / 1024).toFixed(1)} KiB gzip`;
}

const { close, url } = await startStaticServer({ root: "dist" });
// A profile on the disk, as visitors have it: a private one keeps files in another process.
const profile = await mkdtemp(join(tmpdir(), "hostless-bench-"));
const context = await chromium.launchPersistentContext(profile, browserOptions());
await context.addInitScript(watch);
const page = await context.newPage();
// A visitor's browser has been running before the link is opened; one that starts works on pages of its own at first.
await page.waitForTimeout(BROWSER_STARTS_MS);
const requests: string[] = [];
page.on("request", (request) => requests.push(request.url()));
const cold = await fromNavigation(page, url);
const untilFirstText = [...requests];
// The service worker installs itself after the first text; the long run is to be measured beside nothing.
await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
const { longTasks, facts } = await longRun(page);
const warm = await fromNavigation(page, url);
const answers = await timeAnswers(page);

const isWorker = (address: string) => /\/worker-[^/]*\.js$/.test(address);
console.log(`first token after navigation, cold  ${cold.toFixed(0)} ms`);
console.log(`first token after navigation, warm  ${warm.toFixed(0)} ms`);
console.log(`first token of a run                ${facts["First token"]}`);
console.log(`an answer by the model's settings   ${answers}`);
console.log(`speed                               ${facts["Speed"]} (${facts["Device"]}, ${facts["Weights"]})`);
console.log(
  `page JS until the first token       ${await bytesOf(
    untilFirstText.filter((one) => !isWorker(one)),
    /\.js$/,
  )}`,
);
console.log(`worker JS                           ${await bytesOf(untilFirstText.filter(isWorker), /\.js$/)}`);
console.log(`WASM                                ${await bytesOf(untilFirstText, /\.wasm$/)}`);
console.log(`main-thread tasks over 50 ms in a run of ${TOKENS} tokens: ${longTasks.length}`);
if (longTasks.length > 0) console.log(`  ${longTasks.map((duration) => `${duration.toFixed(0)} ms`).join(", ")}`);

await context.close();
await rm(profile, { recursive: true, force: true });
close();
