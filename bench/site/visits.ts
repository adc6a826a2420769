/**
 * What a visitor of a link to somebody's GPT-2 124M on the Hub waits for and downloads: with PyTorch's weights alone, as most
 * repositories have them, and once the owner has accepted the package that a pull request puts beside them. Against the local
 * stand-in for the Hub, behind a line of so many megabits per second; each visit with a fresh profile.
 *
 * Usage: npm run bench:visits [-- --mbit 50 --delay 20], with milliseconds from one end to the other
 */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { clientDocument } from "../../scripts/build/vite-oauth-client.ts";
import { runLine } from "../../src/cli/run-line.ts";
import { formatBytes } from "../../src/contract/format-bytes.ts";
import { browserOptions } from "../../src/testing/browser.ts";
import { startWritableHub, type WritableHub } from "../../src/testing/hub/writable-hub.ts";
import { startPublishingSite } from "../../src/testing/publishing-site.ts";
import { startSlowLine } from "../../src/testing/slow-line.ts";
import { BASE } from "../page/shapes.ts";
import { CHECKPOINT_FILES, writeCheckpoint } from "../write-checkpoint.ts";

const REPO = "owner/theirs";
const TOKEN = "hf_somebody";
/** For what hangs: 500 MB over a line of some megabits, and a conversion. */
const HANG_MS = 600_000;

const { values } = parseArgs({
  options: { mbit: { type: "string", default: "50" }, delay: { type: "string", default: "20" } },
});
const speed = { bitsPerSecond: Number(values.mbit) * 1e6, delayMs: Number(values.delay) };
console.log(`${cpus()[0]?.model}, ${cpus().length} virtual cores, Chromium, ${new Date().toISOString().slice(0, 10)}`);
console.log(`${values.mbit} Mbit/s, ${2 * speed.delayMs} ms there and back, load ${loadavg()[0]?.toFixed(1)}`);
const folder = await mkdtemp(join(tmpdir(), "hostless-bench-"));
const hub = await startWritableHub({ tokens: { [TOKEN]: { name: "somebody", scopes: ["write-discussions"] } } });
const lines = [await startSlowLine(hub.url, speed), await startSlowLine(hub.cdnUrl, speed)] as const;
const [hubUrl, cdnUrl] = [lines[0].url.replace(/\/$/, ""), lines[1].url.replace(/\/$/, "")];
// Uploads are not measured: they go past the line.
const site = await startPublishingSite({ ...hub, url: hubUrl, cdnUrl }, clientDocument);
try {
  await writeCheckpoint(join(folder, "checkpoint"), BASE);
  const files: Record<string, Uint8Array> = {};
  for (const name of CHECKPOINT_FILES) files[name] = await readFile(join(folder, "checkpoint", name));
  hub.setRepo(REPO, { files });
  hub.leadTo(cdnUrl);
  await visit("unconverted");
  await propose(hub);
  const merged = hub.written(REPO)?.repo.revisions?.["refs/pr/1"];
  if (merged === undefined) throw new Error("There is no pull request.");
  hub.setRepo(REPO, { files: merged });
  await visit("with the package of the pull request");
} finally {
  for (const { close } of [...lines, site]) close();
  await hub.close();
  await rm(folder, { recursive: true });
}

/** Opens the link, agrees, and waits for a text. */
async function visit(what: string): Promise<void> {
  const browser = await chromium.launch(browserOptions());
  const page = await browser.newPage();
  page.setDefaultTimeout(HANG_MS);
  const before = hub.sentBytes();
  const began = performance.now();
  const seconds = () => `${((performance.now() - began) / 1000).toFixed(1)} s`;
  await page.goto(`${site.url}#model=${REPO}`);
  await page.getByRole("button", { name: "Load model", exact: true }).click();
  await page.getByRole("status").filter({ hasText: "Ready" }).waitFor();
  const ready = seconds();
  await page.getByRole("textbox", { name: "Prompt", exact: true }).fill("Once upon");
  await page.getByRole("button", { name: "Generate", exact: true }).click();
  await page.getByTestId("answer").first().filter({ hasText: /\S/ }).waitFor();
  const bytes = formatBytes(hub.sentBytes() - before);
  console.log(`${what}: ${bytes} from the Hub, ready after ${ready}, first words after ${seconds()}`);
  await browser.close();
}

/** Converts the checkpoint and proposes the package to its owner. */
async function propose({ url }: WritableHub): Promise<void> {
  Object.assign(process.env, { HF_ENDPOINT: url, HF_TOKEN: TOKEN });
  const [checkpoint, made] = [join(folder, "checkpoint"), join(folder, "package")];
  await run("convert", checkpoint, "--out", made);
  await run("publish", made, "--to", `hf:${REPO}`, "--license", "mit", "--pr");
}

async function run(...line: string[]): Promise<void> {
  const said: string[] = [];
  const stream = { write: (text: string) => said.push(text) };
  if ((await runLine(line, { stdout: stream, stderr: stream })) !== 0) throw new Error(said.join(""));
}
