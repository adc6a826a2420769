import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { randomCheckpoint } from "../../src/convert/testing/random-checkpoint.ts";
import { browserOptions } from "../../src/testing/browser.ts";
import { FaultServer } from "../../src/testing/fault-server.ts";
import { WORKER } from "../../src/testing/fault-site.ts";
import { becomePoor } from "../../src/testing/poor-browser.ts";
import { startStaticServer } from "../../src/testing/static-server.ts";
import { madeUpTokenizer } from "../made-up-tokenizer.ts";
import { BASE, scaled, writePackage } from "../prepare.ts";
import { peakOf } from "../renderer-memory.ts";

/**
 * What a browser like a chat app's web view takes for the default model and for GPT-2 124M with random weights in 4 bits,
 * and whether the page ever loads itself anew.
 *
 * Usage: npm run bench:poor -- [starts, default 100]
 */
const starts = Number(process.argv[2] ?? 100);
const MB = 1e6;
/** The compiler that runs this file marks functions with their names, by a helper that pages and threads do not have. */
const POOR = `{ const __name = (work) => work; (${becomePoor})(); }\n`;
const overlay = await mkdtemp(join(tmpdir(), "hostless-bench-"));

try {
  await writeTexts("default model");
  await countLoads();
  const checkpoint = scaled(randomCheckpoint(BASE));
  const tokenizer = await madeUpTokenizer(BASE.vocab_size);
  await writePackage(join(overlay, "models/quotes"), { ...checkpoint, tokenizer }, ["q4"]);
  await writeTexts("124M in 4 bits", overlay);
} finally {
  await rm(overlay, { recursive: true });
}

/** Opens the site in a poor browser: without headers of the host, and the model's thread poor, too. */
async function inPoorBrowser(work: (page: Page, url: string, browser: Browser) => Promise<void>, files?: string) {
  const server = new FaultServer(() => ["dist"]);
  server.set({ path: WORKER, prepend: POOR });
  const place = files === undefined ? {} : { overlay: files };
  const site = await startStaticServer({ root: "dist", headers: false, intercept: server.intercept, ...place });
  const browser = await chromium.launch(browserOptions());
  try {
    const page = await browser.newPage();
    page.setDefaultTimeout(240_000);
    await page.addInitScript({ content: POOR });
    await work(page, site.url, browser);
  } finally {
    await browser.close();
    site.close();
  }
}

/** Milliseconds from navigation to the first letters, with Generate pressed as soon as the form is there. */
async function untilFirstText(page: Page, url: string): Promise<number> {
  await page.goto(url, { waitUntil: "commit" });
  await page.getByRole("textbox", { name: "Prompt" }).fill("life is not");
  await page.getByRole("textbox", { name: "Prompt" }).press("Enter");
  const load = page.getByRole("button", { name: "Load model" });
  const text = page.getByTestId("answer").filter({ hasText: /\S/ }).first();
  await text.or(load).first().waitFor();
  if (await load.isVisible()) await load.click();
  await text.waitFor();
  return page.evaluate(() => performance.now());
}

async function writeTexts(name: string, files?: string): Promise<void> {
  await inPoorBrowser(async (page, url, browser) => {
    const times: string[] = [];
    for (let visit = 0; visit < 4; visit++) {
      times.push(`${((await untilFirstText(page, url)) / 1000).toFixed(2)} s`);
      await page.getByRole("status").filter({ hasText: "Done" }).waitFor();
    }
    const [cold, ...warm] = times;
    console.log(`${name}: first text cold ${cold}, warm ${warm.join(", ")}`);
    console.log(`${name}: at most ${((await peakOf(browser)) / MB).toFixed(0)} MB resident in the renderer`);
  }, files);
}

async function countLoads(): Promise<void> {
  await inPoorBrowser(async (page, url) => {
    let loads = 0;
    page.on("load", () => loads++);
    for (let start = 0; start < starts; start++) {
      await page.goto(url);
      await page.getByRole("status").filter({ hasText: "Ready" }).waitFor();
    }
    console.log(`default model: ready ${starts} times in ${loads} loads of the page`);
  });
}
