import { chromium } from "@playwright/test";
import { findBrowser } from "../e2e/browser.ts";
import { startBuiltSite, untilReady, write } from "../e2e/faults/built-site.ts";

/** Draws the screenshots of the web app manifest from the built site, with a text that its model writes. */
const site = await startBuiltSite({ headers: true });
const browser = await chromium.launch({ executablePath: findBrowser(), args: ["--no-sandbox"] });
for (const [name, viewport, deviceScaleFactor] of [
  ["wide", { width: 1280, height: 800 }, 1],
  ["narrow", { width: 390, height: 844 }, 2],
] as const) {
  const page = await browser.newPage({ viewport, deviceScaleFactor });
  await page.goto(site.url);
  await untilReady(page);
  await write(page, "The best thing about a rainy day is");
  await page.screenshot({ path: `public/screenshots/${name}.png` });
  await page.close();
}
await browser.close();
site.close();
