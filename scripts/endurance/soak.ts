import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate, load, under, unwrap } from "../../src/testing/engine-page/play.ts";
import { launchOwn, startFaultSite, TINY } from "../../src/testing/fault-site.ts";
import { tinyPackage } from "../../src/testing/tiny-package.ts";

/**
 * Generates and switches models for a long time and measures what the browser's memory does.
 *
 * Usage: npm run endurance:soak -- [generations, default 1000] [switches, default 20]
 */
const generations = Number(process.argv[2] ?? 1000);
const switches = Number(process.argv[3] ?? 20);
const OTHER = { kind: "site", path: "models/other" } as const;
const WARM_UP = 20;

const site = await startFaultSite();
await site.write(under("models/other", await tinyPackage(["q8"])));
const profile = await mkdtemp(join(tmpdir(), "hostless-soak-"));
const browser = await launchOwn(profile);
const page = await browser.newPage();
await page.goto(site.url);
const session = await browser.newCDPSession(page);

let failed = 0;
unwrap(await load(page, TINY));
for (let run = 1; run <= WARM_UP; run++) await once(run);
const before = await measure();
for (let run = 1; run <= generations; run++) {
  await once(WARM_UP + run);
  if (run % 100 === 0) console.log(`${run} generations: ${format(await measure())}`);
}
const after = await measure();
for (let turn = 1; turn <= switches; turn++) unwrap(await load(page, turn % 2 === 1 ? OTHER : TINY));
unwrap(await load(page, TINY));
const switched = await measure();
await browser.close();
await site.close();
await rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });

const growth = (now: number, then: number) => `${(((now - then) / then) * 100).toFixed(1)} %`;
console.log(`before: ${format(before)}; after ${generations} generations: ${format(after)}`);
console.log(
  `memory of the browser: ${growth(after.rss, before.rss)}; after ${switches} switches: ${growth(switched.rss, before.rss)}`,
);
console.log(
  `page's heap: ${((after.heap - before.heap) / generations).toFixed(0)} bytes a generation; nodes ${after.nodes - before.nodes}, listeners ${after.listeners - before.listeners}`,
);
console.log(`${failed} failed`);
process.exitCode = failed === 0 && after.rss <= before.rss * 1.05 && switched.rss <= before.rss * 1.05 ? 0 : 1;

async function once(run: number): Promise<void> {
  const { outcome } = await generate(page, "Once upon", { max_new_tokens: 16, do_sample: true, seed: run }, run);
  if (!outcome.ok) failed++;
}

async function measure() {
  await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.enable").then(() => session.send("Performance.getMetrics"));
  const metric = (name: string) => metrics.find((each) => each.name === name)?.value ?? 0;
  return {
    rss: residentBytes(),
    heap: metric("JSHeapUsedSize"),
    nodes: metric("Nodes"),
    listeners: metric("JSEventListeners"),
  };
}

/** Memory of all processes of the browser that runs on the profile; Linux only. */
function residentBytes(): number {
  let pages = 0;
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      if (!readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(profile)) continue;
      pages += Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]);
    } catch {
      // It has ended meanwhile.
    }
  }
  return pages * 4096;
}

function format({ rss, heap }: { rss: number; heap: number }): string {
  return `${(rss / 2 ** 20).toFixed(0)} MiB resident, ${(heap / 2 ** 20).toFixed(1)} MiB heap`;
}
