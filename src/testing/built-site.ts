import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { FaultServer } from "./fault-server.ts";
import { startTestSite } from "./test-site.ts";

/** The site as `npm run build` made it, on a host that can be told to fail. */
export interface BuiltSite {
  readonly url: string;
  readonly server: FaultServer;
  close(): Promise<void>;
}

export async function startBuiltSite({ headers = false, base = "/a/b/" } = {}): Promise<BuiltSite> {
  let overlay = "dist";
  const server = new FaultServer(() => [overlay, "dist"]);
  const site = await startTestSite({ base, headers, intercept: server.intercept });
  overlay = site.overlay;
  return { url: site.url, server, close: site.close };
}

/** Waits until the model is ready. */
export async function untilReady(page: Page): Promise<void> {
  await expect(page.getByRole("status").filter({ hasText: "Ready." })).toBeVisible({ timeout: 60_000 });
}

export async function untilControlled(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

/** Types a prompt, generates, and gives back what is shown in the end. */
export async function write(page: Page, prompt: string): Promise<string | null> {
  await page.getByRole("textbox", { name: "Prompt" }).fill(prompt);
  await page.getByRole("button", { name: "Generate" }).click();
  await expect(page.getByRole("status").filter({ hasText: /Done:|Stopped/ })).toBeVisible({ timeout: 60_000 });
  return page.getByRole("region", { name: "Output" }).textContent();
}

/** Puts another version of the site on the host: a page with another title, and the service worker that brings it. */
export function deploy(site: BuiltSite, version: string): void {
  const page = readFileSync("dist/index.html", "utf8").replace("<title>", `<title>${version} `);
  const revision = createHash("md5").update(page).digest("hex");
  const worker = readFileSync("dist/sw.js", "utf8");
  const entry = /\{[^{}]*(?:url:\s*`index\.html`|"?url"?:\s*"index\.html")[^{}]*\}/;
  expect(worker).toMatch(entry);
  site.server.deployed.set("/index.html", page);
  site.server.deployed.set("/sw.js", worker.replace(entry, `{url:"index.html",revision:"${revision}"}`));
}

/** Counts how often the page was loaded, from now on. */
export function countLoads(page: Page): () => number {
  let loads = 0;
  page.on("load", () => loads++);
  return () => loads;
}
