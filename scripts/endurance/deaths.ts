import { loadavg } from "node:os";
import { chromium } from "@playwright/test";
import { browserOptions } from "../../src/testing/browser.ts";
import { SOFTWARE_GPU } from "../../src/testing/chromium-flags.ts";
import type { Death } from "./deaths/death.ts";
import { startGpuDeaths } from "./deaths/gpu-deaths.ts";
import { startServiceWorkerDeaths } from "./deaths/service-worker-deaths.ts";
import { startTabDeaths } from "./deaths/tab-deaths.ts";
import { startWorkerDeaths } from "./deaths/worker-deaths.ts";

/**
 * Lets the model's thread, the GPU, the service worker and the tab that computes for others die in turn, each in the middle of
 * a call, and counts how often every pending call had an outcome within 2 s and the next answer was whole within 5 s, with the
 * same text as before. The GPU is one that the CPU computes (SwiftShader).
 *
 * Usage: npm run endurance:deaths -- [deaths, default 50] [thread|gpu|service-worker|tab: only these]
 */
const deaths = Number(process.argv[2] ?? 50);
const only = process.argv[3];
const KINDS = {
  thread: startWorkerDeaths,
  gpu: startGpuDeaths,
  "service-worker": startServiceWorkerDeaths,
  tab: startTabDeaths,
};
const SETTLED_MS = 2000;
const ANSWERED_MS = 5000;

const browser = await chromium.launch(
  browserOptions([
    ...SOFTWARE_GPU,
    // Chromium gives a GPU up that crashes again and again, and WebGPU of the page with it.
    "--disable-gpu-process-crash-limit",
    "--disable-domain-blocking-for-3d-apis",
  ]),
);
const starts = Object.entries(KINDS).filter(([kind]) => only === undefined || kind === only);
if (starts.length === 0) throw new Error(`There are no deaths of "${only}": ${Object.keys(KINDS).join(", ")}.`);
const mortals = await Promise.all(starts.map(([, start]) => start(browser)));
const seen: Death[] = [];
for (let turn = 0; turn < deaths; turn++) {
  const death = await mortals[turn % mortals.length]?.die(Math.floor(turn / mortals.length));
  if (death === undefined) continue;
  seen.push(death);
  console.log(
    `${turn + 1}/${deaths} ${isSurvived(death) ? "ok  " : "MISS"} ${death.what}: settled after ${death.settled} ms, ` +
      `next answer after ${death.answered} ms${death.wrong.map((each) => `; not so: ${each}`).join("")}`,
  );
}
for (const mortal of mortals) await mortal.close();
await browser.close();

for (const what of new Set(seen.map((death) => death.what))) {
  const of = seen.filter((death) => death.what === what);
  console.log(
    `${what}: ${count(of)}, settled after at most ${most(of, "settled")} ms, next answer ${most(of, "answered")} ms`,
  );
}
console.log(
  `${count(seen)} deaths survived; load average ${loadavg()
    .map((load) => load.toFixed(1))
    .join(" ")}`,
);
process.exitCode = seen.every(isSurvived) ? 0 : 1;

function isSurvived({ settled, answered, wrong }: Death): boolean {
  return settled <= SETTLED_MS && answered <= ANSWERED_MS && wrong.length === 0;
}

function count(of: readonly Death[]): string {
  return `${of.filter(isSurvived).length} of ${of.length}`;
}

function most(of: readonly Death[], time: "settled" | "answered"): number {
  return Math.max(...of.map((death) => death[time]));
}
