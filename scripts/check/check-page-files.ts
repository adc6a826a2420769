/**
 * Teaches a model in the page of the built site, saves the adapter and the whole model there, and has stock Python write greedily with
 * both after prompts that the page wrote after: what the page writes beside its model, PEFT and transformers write too. Then the page
 * opens what PEFT saved, and writes the same.
 * `npm run check:page-files -- --base CHECKPOINT --texts FILE [--dtype fp32] [--python COMMAND]`, a Python that has torch, transformers
 * and peft. Exits with 1 where fewer than 19 of 20 texts are the same.
 */
import { execFileSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { chromium, type Page } from "@playwright/test";
import { unzipSync, zipSync } from "fflate";
import * as v from "valibot";
import { runCli } from "../../src/cli/testing/run-cli.ts";
import { browserOptions } from "../../src/testing/browser.ts";
import { startStaticServer } from "../../src/testing/static-server.ts";
import { TeachPage } from "../../src/testing/teach-page.ts";

const { values } = parseArgs({
  options: {
    base: { type: "string" },
    texts: { type: "string" },
    dtype: { type: "string", default: "fp32" },
    python: { type: "string", default: "python3" },
  },
});
const { base, texts: file, dtype, python } = values;
if (base === undefined || file === undefined) {
  console.error("Which model and texts? npm run check:page-files -- --base CHECKPOINT --texts FILE [--python COMMAND]");
  process.exit(2);
}

const PROMPTS = 20;
const NEW_TOKENS = 24;
const LEAST_SAME = 19;
const NAME = "mine";
const answer = v.object({ generated_text: v.string() });
const written = v.object({ peft: v.array(v.string()), merged: v.array(v.string()) });

const folder = await mkdtemp(join(tmpdir(), "hostless-page-files-"));
const browser = await chromium.launch(browserOptions());
try {
  const texts = await readFile(file, "utf8");
  const site = await startStaticServer({ root: "dist", overlay: await makeOverlay(base) });
  const page = await browser.newPage();
  const panel = await TeachPage.open(page, site.url);
  await panel.teach(texts);
  const { before, after } = await panel.end();
  console.log(`taught in the page: perplexity of the texts set aside ${before} before, ${after} now`);
  await panel.dialog.getByRole("textbox", { name: "Name" }).fill(NAME);
  await unpack(await panel.save("Save as a file"), "peft");
  await unpack(await panel.save("Save the whole model"), "merged");
  const prompts = texts
    .split("\n")
    .filter((line) => line.split(" ").length > 3)
    .slice(0, PROMPTS)
    .map(beginningOf);
  const ours = await writeInPage(panel, prompts);
  await writeFile(join(folder, "prompts.json"), JSON.stringify(prompts));
  const script = new URL("read_page_files.py", import.meta.url).pathname;
  execFileSync(python, [script, join(folder, "base"), folder, String(NEW_TOKENS)], { stdio: "inherit" });
  const theirs = v.parse(written, JSON.parse(await readFile(join(folder, "written.json"), "utf8")));
  const back = await writeWithTheirs(site.url);
  for (const [name, found] of Object.entries({ ...theirs, back: await back(prompts) })) tellSame(name, ours, found);
  site.close();
} finally {
  await browser.close();
  await rm(folder, { recursive: true });
}

/** The checkpoint as the site's own model, with nothing set but what ends a text. */
async function makeOverlay(checkpoint: string): Promise<string> {
  const own = join(folder, "base");
  await cp(checkpoint, own, { recursive: true });
  const config = v.parse(v.looseObject({}), JSON.parse(await readFile(join(own, "config.json"), "utf8")));
  const { bos_token_id = null, eos_token_id = null } = config;
  await writeFile(join(own, "generation_config.json"), JSON.stringify({ bos_token_id, eos_token_id }));
  const place = join(folder, "overlay/models/quotes");
  await mkdir(dirname(place), { recursive: true });
  const made = await runCli("convert", own, "--out", place, "--dtypes", dtype);
  if (made.code !== 0) throw new Error(made.err);
  return join(folder, "overlay");
}

function beginningOf(line: string): string {
  return line.split(" ").slice(0, 2).join(" ");
}

async function unpack(zip: Buffer, name: string): Promise<void> {
  for (const [path, bytes] of Object.entries(unzipSync(new Uint8Array(zip)))) {
    const place = join(folder, name, path);
    await mkdir(dirname(place), { recursive: true });
    await writeFile(place, bytes);
  }
}

/** Has the page write with the adapter that is open in the panel, by the API's own way. */
async function writeInPage(panel: TeachPage, prompts: readonly string[]): Promise<readonly string[]> {
  await panel.press("Write with it");
  await panel.dialog.getByText("writes on the page from here on").waitFor();
  const found: string[] = [];
  for (const prompt of prompts) found.push(await askPage(panel.page, prompt));
  return found;
}

async function askPage(page: Page, prompt: string): Promise<string> {
  const body = { model: NAME, inputs: prompt, parameters: { max_new_tokens: NEW_TOKENS, do_sample: false } };
  const told = await page.evaluate(async (asked) => {
    await navigator.serviceWorker.ready;
    const response = await fetch("api/generate", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(asked),
    });
    return response.json();
  }, body);
  return v.parse(answer, told).generated_text;
}

/** The page with what PEFT saved in the place of what it taught itself. */
async function writeWithTheirs(url: string) {
  const saved = join(folder, "saved");
  const files = await Promise.all(
    (await readdir(saved)).map(async (path) => [path, new Uint8Array(await readFile(join(saved, path)))] as const),
  );
  const context = await browser.newContext();
  const panel = await TeachPage.open(await context.newPage(), url);
  const given = {
    name: `${NAME}.zip`,
    mimeType: "application/zip",
    buffer: Buffer.from(zipSync(Object.fromEntries(files))),
  };
  await panel.dialog.getByLabel("Open a saved one …").setInputFiles(given);
  await panel.dialog.getByText(`${NAME} is open.`).waitFor();
  return (prompts: readonly string[]) => writeInPage(panel, prompts);
}

function tellSame(name: string, ours: readonly string[], found: readonly string[]): void {
  const same = ours.filter((text, i) => text === found[i]).length;
  console.log(`${name}: ${same} of ${ours.length} greedy texts are the page's`);
  for (const [i, text] of ours.entries())
    if (text !== found[i]) console.log(`  page ${JSON.stringify(text)}\n  ${name} ${JSON.stringify(found[i])}`);
  if (same < LEAST_SAME) process.exitCode = 1;
}
