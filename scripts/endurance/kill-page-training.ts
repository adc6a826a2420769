import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { BrowserContext, Page } from "@playwright/test";
import { unzipSync } from "fflate";
import { randomStream } from "../../src/generate/random.ts";
import { launchOwn } from "../../src/testing/fault-site.ts";
import { killBrowser } from "../../src/testing/kill-browser.ts";
import { TeachPage } from "../../src/testing/teach-page.ts";
import { startTestSite } from "../../src/testing/test-site.ts";

/**
 * Kills a training in the page of the built site at random moments, its tab, its renderer and the whole browser in turn, and presses
 * “Go on” each time; then compares what came of it with what comes of one that nobody killed. Prints every kill; exits with 1 where
 * the perplexities of the texts set aside are more than 1 % apart. The model is the smaller one of this repository.
 *
 * Usage: npm run endurance:page-training -- --texts FILE [--kills 10] [--seed 1]
 */
const { values } = parseArgs({
  options: {
    texts: { type: "string" },
    kills: { type: "string", default: "10" },
    seed: { type: "string", default: "1" },
  },
});
const kills = Number(values.kills);
if (values.texts === undefined || !(kills > 0)) {
  console.error("Which texts, and how many kills? npm run endurance:page-training -- --texts FILE [--kills N]");
  process.exit(2);
}

const MOST_APART = 0.01;
const KINDS = ["tab", "renderer", "browser"] as const;

/** What came of a training: perplexity of the texts set aside, and what tells its adapter from others. */
interface Result {
  readonly after: number;
  readonly digest: string;
}

const texts = await readFile(values.texts, "utf8");
const random = randomStream(Number(values.seed), 0);
const site = await startTestSite();
const folder = await mkdtemp(join(tmpdir(), "hostless-page-training-"));
try {
  const began = performance.now();
  const whole = await inBrowser("whole", async (page) => {
    const panel = await begin(page);
    return endOf(panel);
  });
  if (whole === undefined) throw new Error("The training that nobody kills did not end.");
  const lasts = performance.now() - began;
  console.log(`not killed: ${tell(whole)}, ${(lasts / 1000).toFixed(0)} s`);
  const found = await killAll(lasts);
  const apart = Math.max(...found.map(({ after }) => Math.abs(after / whole.after - 1)));
  const same = found.filter(({ digest }) => digest === whole.digest).length;
  console.log(
    `${found.length} trainings, ${(100 * apart).toFixed(4)} % apart at most, ${same} the same to the last bit`,
  );
  if (!(apart <= MOST_APART)) process.exitCode = 1;
} finally {
  await site.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

/** Kills so many times, in as many trainings as that takes. @returns what came of each */
async function killAll(lasts: number): Promise<readonly Result[]> {
  const found: Result[] = [];
  for (let kill = 0, training = 0; ; ) {
    const moment = kill < kills ? random() * lasts : undefined;
    const kind = KINDS[kill % KINDS.length] ?? "tab";
    const end = await inBrowser(
      `killed-${training}`,
      async (page) => endOf(await begin(page)),
      moment === undefined ? undefined : { moment, kind },
    );
    if (end === undefined) {
      kill++;
      console.log(`kill ${kill} of training ${training}, ${kind}, after ${((moment ?? 0) / 1000).toFixed(1)} s`);
      continue;
    }
    found.push(end);
    console.log(`training ${training++}: ${tell(end)}`);
    if (kill >= kills) return found;
  }
}

/** Begins a training, or goes on with the one that was broken off. */
async function begin(page: Page): Promise<TeachPage> {
  const panel = await TeachPage.open(page, site.url);
  const goOn = panel.dialog.getByRole("button", { name: "Go on", exact: true });
  await panel.dialog.getByRole("textbox", { name: "Texts" }).waitFor();
  if (await goOn.isVisible()) await goOn.click();
  else await panel.teach(texts);
  return panel;
}

async function endOf(panel: TeachPage): Promise<Result> {
  const { after } = await panel.end();
  const files = unzipSync(new Uint8Array(await panel.save("Save as a file")));
  const weights = files["adapter_model.safetensors"] ?? new Uint8Array();
  return { after, digest: createHash("sha256").update(weights).digest("hex") };
}

interface Kill {
  readonly moment: number;
  readonly kind: (typeof KINDS)[number];
}

/** @returns undefined where the page was killed before its work was done */
async function inBrowser<T>(name: string, work: (page: Page) => Promise<T>, kill?: Kill): Promise<T | undefined> {
  const profile = join(folder, name);
  const context = await launchOwn(profile);
  const page = await context.newPage();
  let isKilled = false;
  const timer =
    kill &&
    setTimeout(() => {
      isKilled = true;
      void end(context, page, kill.kind, profile);
    }, kill.moment);
  try {
    const crashed = new Promise<never>((_, reject) => page.once("crash", () => reject(new Error("The page crashed."))));
    return await Promise.race([work(page), crashed]);
  } catch (error) {
    if (!isKilled) throw error;
    return undefined;
  } finally {
    clearTimeout(timer);
    await context.close().catch(() => undefined);
    await killBrowser(profile);
  }
}

async function end(context: BrowserContext, page: Page, kind: Kill["kind"], profile: string): Promise<void> {
  if (kind === "browser") return killBrowser(profile);
  if (kind === "tab") return page.close();
  const session = await context.newCDPSession(page);
  // The answer never comes.
  await session.send("Page.crash").catch(() => undefined);
}

function tell({ after, digest }: Result): string {
  return `perplexity ${after} (adapter ${digest.slice(0, 8)})`;
}
