import { readFileSync } from "node:fs";
import type { Browser } from "@playwright/test";

/** Highest resident set of the browser's renderers in bytes, from Linux's /proc. */
export async function peakOf(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  return highestOf(processInfo.filter(({ type }) => type === "renderer"));
}

/** Highest resident set of these processes in bytes. */
export function highestOf(processes: readonly { readonly id: number }[]): number {
  const peaks = processes.map(
    ({ id }) => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, "utf8"))?.[1]) * 1024,
  );
  return Math.max(...peaks);
}
