import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { randomCheckpoint } from "../../src/convert/testing/random-checkpoint.ts";
import { browserOptions } from "../../src/testing/browser.ts";
import { FaultServer } from "../../src/testing/fault-server.ts";
import { WORKER } from "../../src/testing/fault-site.ts";
import { becomePoor } from "../../src/testing/poor-browser.ts";
import { startStaticServer } from "../../src/testing/static-server.ts";
import { madeUpTokenizer } from "../made-up-tokenizer.ts";
import { BASE } from "../page/shapes.ts";
import { scaled, writePackage } from "../prepare.ts";
import { BareBrowser } from "./bare-browser.ts";

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

/** The site on a host without headers, with the model's thread poor. @param files in the place of the site's own */
async function withSite(work: (url: string) => Promise<void>, files?: string): Promise<void> {
  const server = new FaultServer(() => ["dist"]);
  server.set({ path: WORKER, prepend: POOR });
  const place = files === undefined ? {} : { overlay: files };
  const site = await startStaticServer({ root: "dist", headers: false, intercept: server.intercept, ...place });
  try {
    await work(site.url);
  } finally {
    site.close();
  }
}

/** In the page: asks for a text as soon as the form is there, and gives the milliseconds from navigation to its first letters. */
async function writeInPage(): Promise<number> {
  const seen = async <T>(find: () => T | null | undefined | false): Promise<T> => {
    for (;;) {
      const found = find();
      if (found) return found;
      await new Promise(requestAnimationFrame);
    }
  };
  const box = await seen(() => document.querySelector("textarea"));
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set?.call(box, "life is not");
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
  await seen(() => {
    const load = [...document.querySelectorAll("button")].find(({ textContent }) => textContent === "Load model");
    load?.click();
    return /\S/.test(document.querySelector("[data-testid=answer]")?.textContent ?? "");
  });
  const first = performance.now();
  await seen(() => document.querySelector("[role=status]")?.textContent?.includes("Done"));
  return first;
}

async function writeTexts(name: string, files?: string): Promise<void> {
  await withSite(async (url) => {
    const browser = await BareBrowser.start(POOR);
    try {
      const [times, peaks] = [[] as string[], [] as string[]];
      for (let visit = 0; visit < 4; visit++) {
        await browser.open(url);
        const first = Number(await browser.evaluate(`{ const __name = (work) => work; (${writeInPage})(); }`));
        times.push(`${(first / 1000).toFixed(2)} s`);
        peaks.push(`${((await browser.peak()) / MB).toFixed(0)} MB`);
      }
      const [cold, ...warm] = times;
      console.log(`${name}: first text cold ${cold}, warm ${warm.join(", ")}`);
      console.log(`${name}: at most ${peaks.join(", ")} resident in the renderer after each visit`);
    } finally {
      await browser.close();
    }
  }, files);
}

async function countLoads(): Promise<void> {
  await withSite(async (url) => {
    const browser = await chromium.launch(browserOptions());
    try {
      const page = await browser.newPage();
      page.setDefaultTimeout(240_000);
      await page.addInitScript({ content: POOR });
      let loads = 0;
      page.on("load", () => loads++);
      for (let start = 0; start < starts; start++) {
        await page.goto(url);
        await page.getByRole("status").filter({ hasText: "Ready" }).waitFor();
      }
      console.log(`default model: ready ${starts} times in ${loads} loads of the page`);
    } finally {
      await browser.close();
    }
  });
}
