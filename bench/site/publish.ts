/**
 * From a checkpoint on this disk to a published model and its static Space, by hand in the built site: the seconds and the clicks,
 * of GPT-2 124M and of the default model's size, against the local stand-in for the Hub. Then the Space, served as the Hub serves
 * it, must answer a prompt with the owner's title, example and defaults; what does not ends the script with an error.
 *
 * Usage: npm run bench:publish [-- default | 124M] [basic | xet]: how the Hub has large files sent; the real one's way is xet
 */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Locator, type Page } from "@playwright/test";
import { clientDocument } from "../../scripts/build/vite-oauth-client.ts";
import { formatBytes } from "../../src/contract/format-bytes.ts";
import type { Gpt2Config } from "../../src/gpt2/config.ts";
import { browserOptions } from "../../src/testing/browser.ts";
import { drop } from "../../src/testing/drop.ts";
import { startWritableHub, type WritableHub } from "../../src/testing/hub/writable-hub.ts";
import { openPanel } from "../../src/testing/open-panel.ts";
import { startPublishingSite } from "../../src/testing/publishing-site.ts";
import { serveSpace } from "../../src/testing/served-space.ts";
import { BASE } from "../page/shapes.ts";
import { peakOf } from "../renderer-memory.ts";
import { CHECKPOINT_FILES, writeCheckpoint } from "../write-checkpoint.ts";

const TITLE = "Made to be measured";
const PROMPT = "Once upon";
const NEW_TOKENS = 7;
/** For what hangs: a checkpoint of 500 MB on a busy machine. */
const HANG_MS = 300_000;

const shipped: Gpt2Config = JSON.parse(await readFile("public/models/quotes/config.json", "utf8"));
const MODELS: Readonly<Record<string, Gpt2Config>> = {
  default: { ...BASE, ...pick(shipped) },
  "124M": BASE,
};
const [wanted, way = "xet"] = process.argv.slice(2);
if (way !== "basic" && way !== "xet") throw new Error(`There is no way ${way}: basic, xet.`);
const transfer = way;
const names = Object.keys(MODELS).filter((name) => wanted === undefined || name === wanted);
if (names.length === 0) throw new Error(`There is no model ${wanted}: ${Object.keys(MODELS).join(", ")}.`);
console.log(`${cpus()[0]?.model}, ${cpus().length} virtual cores, Chromium, ${new Date().toISOString().slice(0, 10)}`);
for (const name of names) await measure(name, MODELS[name] ?? BASE);

function pick({ vocab_size, n_positions, n_embd, n_layer, n_head, n_inner }: Gpt2Config) {
  return { vocab_size, n_positions, n_embd, n_layer, n_head, n_inner };
}

async function measure(name: string, config: Gpt2Config): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "hostless-bench-"));
  const bytes = await writeCheckpoint(join(folder, "checkpoint"), config);
  console.log(
    `\n${name}: a checkpoint of ${formatBytes(bytes)}, sent by ${transfer}, load ${loadavg()[0]?.toFixed(1)}`,
  );
  const hub = await startWritableHub({ visitor: { name: "owner", orgs: [], scopes: [] } });
  hub.large.transfer = transfer;
  const site = await startPublishingSite(hub, clientDocument);
  const browser = await chromium.launch(browserOptions());
  try {
    await publish(browser, site.url, join(folder, "checkpoint"));
    await visitSpace(browser, hub);
  } finally {
    await browser.close();
    site.close();
    await hub.close();
    await rm(folder, { recursive: true });
  }
}

/** The seconds since the drop and the presses so far, said at each step. */
function startClock() {
  const began = performance.now();
  let presses = 0;
  return {
    async press(what: Locator): Promise<void> {
      await what.click({ timeout: HANG_MS });
      presses++;
    },
    reach(step: string): void {
      const seconds = (performance.now() - began) / 1000;
      console.log(`  ${seconds.toFixed(1).padStart(6)} s  ${presses} clicks  ${step}`);
    },
  };
}

/** What an owner does, each field filled in at once. */
async function publish(browser: Browser, url: string, checkpoint: string): Promise<void> {
  const page = await browser.newPage();
  page.setDefaultTimeout(HANG_MS);
  await page.goto(url);
  await page.getByRole("status").filter({ hasText: "Ready" }).waitFor();
  const owner = startClock();
  await drop(page, { files: CHECKPOINT_FILES.map((file) => join(checkpoint, file)) });
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  await owner.press(button("Publish it"));
  owner.reach("converted, kept and run: the page that publishes is asked for");
  const field = (name: string) => page.getByLabel(name, { exact: true });
  await field("Title").fill(TITLE);
  await field("Licence").selectOption("mit");
  await field("max_new_tokens").fill(`${NEW_TOKENS}`);
  await owner.press(button("Add an example"));
  await field("Prompt of example 1").fill(PROMPT);
  await owner.press(button("Sign in with Hugging Face"));
  await owner.press(page.getByRole("link", { name: "Authorize" }));
  await page.getByText("Signed in as owner.").waitFor();
  owner.reach("described, and signed in");
  await field("Name of the repository").fill("measured");
  await owner.press(button("Publish"));
  await page.getByRole("heading", { name: "Published" }).waitFor();
  owner.reach("published, the model and its Space");
  console.log(`  highest resident set of a renderer: ${formatBytes(await peakOf(browser))}`);
  await page.close();
}

/** The Space answers with what its owner said. @throws Error where it does not */
async function visitSpace(browser: Browser, hub: WritableHub): Promise<void> {
  const files = hub.written("spaces/owner/measured")?.repo.files ?? {};
  const sizes = [hub.written("owner/measured")?.repo.files ?? {}, files].map((one) => formatBytes(sizeOf(one)));
  const commits = ["owner/measured", "spaces/owner/measured"].map((name) => hub.written(name)?.commits.length);
  console.log(`  ${sizes.join(" and ")}, in ${commits.join(" and ")} commit`);
  const space = await serveSpace(files);
  const page = await browser.newPage();
  page.setDefaultTimeout(HANG_MS);
  const began = performance.now();
  await page.goto(space.url);
  await page.getByRole("heading", { name: TITLE }).waitFor();
  await page.getByText(PROMPT).first().waitFor();
  const load = page.getByRole("button", { name: "Load model", exact: true });
  const ready = page.getByRole("status").filter({ hasText: "Ready" });
  await load.or(ready).first().waitFor();
  if (await load.isVisible()) await load.click();
  await ready.waitFor();
  await expectAnswer(page);
  console.log(`  ${((performance.now() - began) / 1000).toFixed(1)} s from the Space's address to its first answer`);
  await page.close();
  space.close();
}

async function expectAnswer(page: Page): Promise<void> {
  await page.getByRole("textbox", { name: "Prompt", exact: true }).fill("Hello");
  await page.getByRole("button", { name: "Generate", exact: true }).click();
  const status = page.getByRole("status").filter({ hasText: "Done" });
  await status.waitFor();
  await openPanel(page);
  const tokens = await page.getByText(/^\d+ tokens?$/).allTextContents();
  if (!tokens.includes(`${NEW_TOKENS} tokens`)) throw new Error(`${NEW_TOKENS} tokens are the default, not ${tokens}.`);
  console.log(`  the owner's title, example and default are there: ${NEW_TOKENS} tokens were written`);
}

function sizeOf(files: Readonly<Record<string, Uint8Array | string>>): number {
  return Object.values(files).reduce((sum, content) => sum + Buffer.byteLength(content), 0);
}
