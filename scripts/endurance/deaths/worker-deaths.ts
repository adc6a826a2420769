import type { Browser, Page } from "@playwright/test";
import { generate, load, unwrap } from "../../../src/testing/engine-page/play.ts";
import { startFaultSite, TINY } from "../../../src/testing/fault-site.ts";
import { type Death, type Mortal, wrongs } from "./death.ts";

/** Ways in which a thread can end; the first two are silent. */
const WAYS = {
  "worker that loops for ever": "for (;;);",
  "worker that ends itself": "self.close();",
  "worker that throws out of a call": "throw new Error('out of the blue');",
};
const PARAMETERS = { max_new_tokens: 8, do_sample: true, seed: 1 };

/** The model's thread, which dies in the middle of a run while another call waits behind it. */
export async function startWorkerDeaths(browser: Browser): Promise<Mortal> {
  const site = await startFaultSite();
  const page = await browser.newPage();
  await page.goto(site.url);
  unwrap(await load(page, TINY, { backend: "kernel" }));
  const before = JSON.stringify(unwrap((await generate(page, "Hello", PARAMETERS)).outcome).samples);

  return {
    async die(turn): Promise<Death> {
      const [what, fault] = Object.entries(WAYS)[turn % Object.keys(WAYS).length] ?? ["", ""];
      await beginRun(page);
      const diedAt = Date.now();
      // In a task of its own, once the inspector has its answer: Chromium does not end a thread that still owes it one.
      await page.workers().at(-1)?.evaluate(`void setTimeout(() => { ${fault} }, 50)`);
      const pending = await page.evaluate(() => Promise.all(window.pending));
      const settled = Date.now() - diedAt;
      const next = await generate(page, "Hello", PARAMETERS, turn + 2);
      const answered = Date.now() - diedAt;
      const same = next.outcome.ok && JSON.stringify(next.outcome.value.samples) === before;
      return {
        what,
        settled,
        answered,
        wrong: wrongs({ "pending calls fail": pending.every(({ ok }) => !ok), "the same text": same }),
      };
    },
    close: () => site.close(),
  };
}

/** A run that stays under way, since its listener never takes its first piece, and a call that waits for its turn. */
async function beginRun(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((begun) => {
        const request = { prompt: "Hello", parameters: { max_new_tokens: 100 } };
        const run = window.engine.generate(request, 1, () => {
          begun();
          return new Promise(() => undefined);
        });
        window.pending = [run, window.engine.score({ text: "Hello" }, 0)];
      }),
  );
}

declare global {
  interface Window {
    /** Calls that a death interrupts. */
    pending: Promise<{ readonly ok: boolean }>[];
  }
}
