import { chromium } from "@playwright/test";
import { browserOptions } from "../../src/testing/browser.ts";
import { untilReady, write } from "../../src/testing/built-site.ts";
import { startStaticServer } from "../../src/testing/static-server.ts";

/** Draws the screenshots of README and web app manifest from the built site, with a text that its model writes. */
const { close, url } = await startStaticServer({ root: "dist" });
const browser = await chromium.launch(browserOptions());
for (const [name, viewport, deviceScaleFactor] of [
  ["wide", { width: 1280, height: 800 }, 1],
  ["narrow", { width: 390, height: 844 }, 2],
] as const) {
  const page = await browser.newPage({ viewport, deviceScaleFactor, isMobile: name === "narrow" });
  await page.goto(url);
  await untilReady(page);
  await write(page, "The best thing about a rainy day is");
  await page.mouse.click(2, 2);
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    const path = `public/screenshots/${name}${colorScheme === "dark" ? "-dark" : ""}.png`;
    // Colours change little by little otherwise.
    await page.screenshot({ path, animations: "disabled" });
  }
  await page.close();
}
await browser.close();
close();
