import type { IncomingMessage, ServerResponse } from "node:http";
import { mkdir, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import * as v from "valibot";
import { startStaticServer } from "../../src/testing/static-server.ts";
import { BareBrowser } from "../site/bare-browser.ts";
import { watchPeak } from "../site/watch-peak.ts";

/** Minutes after which a training is stopped: its memory is known then, and all of its kinds of work were done. */
const MOST_MINUTES = 3;

const seen = v.object({ seconds: v.number(), three: v.number(), speed: v.string(), text: v.string() });

/**
 * Teaches a model in the page of a host without headers, in a browser that nothing looks into.
 * @param threads 1: the thread that computes half of each step comes as an empty file, so that it never joins
 * @returns how long it took from Teach to the end of three of the four passes, and the highest resident set of the renderer, in words
 */
export async function measurePage(base: string, texts: string, threads: number): Promise<string> {
  const overlay = await mkdtemp(join(tmpdir(), "hostless-bench-"));
  const place = join(overlay, "models/quotes");
  await mkdir(dirname(place), { recursive: true });
  await symlink(resolve(base), place);
  const intercept = (request: IncomingMessage, response: ServerResponse) => {
    if (threads > 1 || !request.url?.includes("second-trainer")) return false;
    response.writeHead(200, { "Content-Type": "text/javascript" }).end();
    return true;
  };
  const site = await startStaticServer({ root: "dist", headers: false, overlay, intercept });
  const browser = await BareBrowser.start("");
  const watch = watchPeak(browser);
  try {
    await browser.open(site.url);
    const given = [await readFile(texts, "utf8"), MOST_MINUTES].map((one) => JSON.stringify(one));
    const call = `{ const __name = (work) => work; (${teachInPage})(${given.join(", ")}); }`;
    const { seconds, three, speed, text } = v.parse(seen, await browser.evaluate(call));
    const passes = three > 0 ? `three passes in ${three.toFixed(1)} s` : `ended after ${seconds.toFixed(0)} s`;
    return `${passes}, ${speed}, ${((await watch.peak()) / 1e6).toFixed(0)} MB in the renderer; ${text}`;
  } finally {
    watch.end();
    await browser.close();
    site.close();
    await rm(overlay, { recursive: true });
  }
}

/** In the page: opens the panel, gives it the texts, and waits until they are learned. */
async function teachInPage(texts: string, minutes: number) {
  const find = async <T>(look: () => T | null | undefined | false): Promise<T> => {
    for (;;) {
      const found = look();
      if (found) return found;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const button = (name: string) =>
    [...document.querySelectorAll("button")].find((one) => one.textContent === name && !one.disabled);
  const status = () => document.querySelector("[role=status]")?.textContent ?? "";
  await find(() => {
    button("Load model")?.click();
    return status().includes("Ready");
  });
  (await find(() => button("Teach it your own"))).click();
  const box = await find(() => document.querySelector<HTMLTextAreaElement>("dialog[open] textarea"));
  Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set?.call(box, texts);
  box.dispatchEvent(new Event("input", { bubbles: true }));
  (await find(() => button("Read the texts"))).click();
  (await find(() => button("Teach"))).click();
  const began = performance.now();
  const end = began + minutes * 60_000;
  const secondsNow = () => (performance.now() - began) / 1000;
  const facts = () => [...document.querySelectorAll("dialog[open] p span")].map((one) => one.textContent).join("; ");
  let [three, speed] = [0, ""];
  await find(() => {
    const [, step, steps] = /Step ([\d,]+) of ([\d,]+)/.exec(facts())?.map((one) => Number(one.replace(",", ""))) ?? [];
    if (three === 0 && step !== undefined && steps !== undefined && step > (3 / 4) * steps) three = secondsNow();
    speed = /[\d.,]+ tokens\/s/.exec(facts())?.[0] ?? speed;
    if (performance.now() > end) button("Stop and keep the best")?.click();
    return button("Keep on this device");
  });
  const seconds = secondsNow();
  const said = document.querySelector("dialog[open]")?.textContent ?? "";
  return { seconds, three, speed, text: /set aside: [\d.,]+ before, [\d.,]+ now/.exec(said)?.[0] ?? "" };
}
