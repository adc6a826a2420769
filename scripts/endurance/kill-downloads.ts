import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext, Page } from "@playwright/test";
import { load } from "../../src/testing/engine-page/play.ts";
import {
  beginLoad,
  launchOwn,
  PLAIN,
  startFaultSite,
  TINY,
  untilLoaded,
  WEIGHTS,
} from "../../src/testing/fault-site.ts";
import { killBrowser } from "../../src/testing/kill-browser.ts";

/**
 * Ends downloads at random places in random ways (connection reset, network away, browser killed), lets each go on, and
 * counts how many ended in a model that loads and verifies, and how many bytes came twice.
 *
 * Usage: npm run endurance:kills -- [kills, default 100]
 */
const kills = Number(process.argv[2] ?? 100);
const WAYS = ["reset", "offline", "killed"] as const;
const site = await startFaultSite();
const size = (await readFile(join(site.root, "models/tiny/onnx/model_quantized.onnx_data"))).length;
const profile = await mkdtemp(join(tmpdir(), "hostless-kills-"));
let browser = await launchOwn(profile);
let page = await open(browser);
let verified = 0;
let twice = 0;
let mostTwice = 0;

for (let kill = 0; kill < kills; kill++) {
  const way = WAYS[Math.floor(Math.random() * WAYS.length)] ?? "reset";
  const share = 0.05 + Math.random() * 0.9;
  site.server.seen.length = 0;
  if (way === "reset") site.server.set({ path: WEIGHTS, resetAt: share, times: 1 }, PLAIN);
  else site.server.set({ path: WEIGHTS, holdAt: share, times: 1 }, PLAIN);
  await beginLoad(page);
  if (way !== "reset") await untilLoaded(page, Math.floor(size * share * 0.9));
  if (way === "offline") {
    await browser.setOffline(true);
    site.server.cut();
    await browser.setOffline(false);
  }
  if (way === "killed") {
    await killBrowser(profile);
    browser = await launchOwn(profile);
    page = await open(browser);
  }
  if (await isSound(page)) verified++;
  const fetched = site.server.to(WEIGHTS).reduce((sum, { sent }) => sum + sent, 0);
  if (fetched > size) twice++;
  mostTwice = Math.max(mostTwice, fetched - size);
  await forget(page);
  console.log(`${kill + 1}/${kills} ${way} at ${(share * 100).toFixed(0)} %: ${verified} verified so far`);
}
await browser.close();
await site.close();
await rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
console.log(
  `${verified} of ${kills} ended in a verified model; ${twice} fetched bytes twice, at most ${mostTwice} of ${size}`,
);
process.exitCode = verified === kills && mostTwice <= size ? 0 : 1;

async function open(context: BrowserContext): Promise<Page> {
  const opened = await context.newPage();
  await opened.goto(site.url);
  return opened;
}

/** Loads the model to its end, hashes what is kept, and lets it write a token. */
async function isSound(of: Page): Promise<boolean> {
  const loaded = await load(of, TINY);
  if (!loaded.ok) return false;
  return of.evaluate(async () => {
    const stored = await window.engine.stored();
    if (!stored.ok) return false;
    const checked = await window.engine.verifyStored(stored.value[0]?.id ?? "");
    return checked.ok && checked.value.damaged.length === 0 && stored.value[0]?.complete === true;
  });
}

async function forget(of: Page): Promise<void> {
  await of.evaluate(async () => {
    const stored = await window.engine.stored();
    for (const { id } of stored.ok ? stored.value : []) await window.engine.deleteStored(id);
  });
  await of.reload();
}
