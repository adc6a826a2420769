/**
 * What a visitor sees on a slow line, second by second, until the first answer and until the site's own model writes:
 * `npm run bench:slow-line [-- --mbit 1.5 --delay 50]`, with milliseconds from one end to the other.
 */
import { parseArgs } from "node:util";
import { chromium, type Page } from "@playwright/test";
import { gzipText } from "../../scripts/build/gzip-text.ts";
import { browserOptions } from "../../src/testing/browser.ts";
import { startSlowLine } from "../../src/testing/slow-line.ts";
import { startStaticServer } from "../../src/testing/static-server.ts";

const { values } = parseArgs({
  options: { mbit: { type: "string", default: "1.5" }, delay: { type: "string", default: "50" } },
});
const { close, url } = await startStaticServer({ root: "dist", intercept: gzipText("dist") });
const line = await startSlowLine(url, { bitsPerSecond: Number(values.mbit) * 1e6, delayMs: Number(values.delay) });
const browser = await chromium.launch(browserOptions());
const page = await browser.newPage();
const requests: string[] = [];
page.context().on("request", (request) => requests.push(new URL(request.url()).pathname));
const began = performance.now();
const seconds = () => (performance.now() - began) / 1000;

/** One line for each change of what stands on the page. */
async function watch(until: (page: Page) => Promise<boolean>): Promise<number> {
  for (let last = ""; ; ) {
    const now = await seen();
    if (now !== last) console.log(`${seconds().toFixed(1).padStart(6)} s  ${now}`);
    last = now;
    if (await until(page)) return seconds();
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

const PARTS = ["h1", "[role=status]", "form progress + div", "form p", "[data-testid=answer]"];

async function seen(): Promise<string> {
  const texts = await page.evaluate(
    (selectors) => selectors.map((selector) => document.querySelector(selector)?.textContent?.trim() ?? ""),
    PARTS,
  );
  return texts.filter((text) => text !== "").join(" | ");
}

await page.goto(line.url, { waitUntil: "commit" });
await page.getByRole("textbox", { name: "Prompt" }).fill("life is not");
console.log(`${seconds().toFixed(1).padStart(6)} s  the form can be typed into`);
await page.getByRole("button", { name: "Generate", exact: true }).click();
const answered = await watch(
  async () =>
    (await page
      .getByTestId("answer")
      .first()
      .textContent()
      .catch(() => "")) !== "",
);
console.log(`first answer at ${values.mbit} Mbit/s: ${answered.toFixed(1)} s`);
console.log(`asked for until then: ${requests.join(" ")}`);
const better = await watch(async () => (await page.getByText("quotes-small writes").count()) === 0);
console.log(`the site's own model writes after ${better.toFixed(1)} s`);
await browser.close();
line.close();
close();
