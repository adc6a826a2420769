import { readFileSync } from "node:fs";
import { chromium } from "@playwright/test";
import { browserOptions } from "../../src/testing/browser.ts";

/** Draws the PNG icons from the SVG one. The maskable one has no corners and keeps to the middle 80 %. */
const svg = readFileSync("public/icons/icon.svg", "utf8");
const maskable = svg.replace(' rx="104"', "").replace("<path ", '<path transform="translate(51 51) scale(0.8)" ');

const browser = await chromium.launch(browserOptions());
for (const [name, source, size] of [
  ["icon-192", svg, 192],
  ["icon-512", svg, 512],
  ["maskable-512", maskable, 512],
] as const) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px}</style>${source}`);
  await page.screenshot({ path: `public/icons/${name}.png`, omitBackground: true });
  await page.close();
}
await browser.close();
