import { type Browser, expect, type Page } from "@playwright/test";
import { startBuiltSite } from "../../../src/testing/built-site.ts";
import { type Death, type Mortal, wrongs } from "./death.ts";

/** Long enough to be under way when the death comes. */
const CALL = {
  inputs: "life is",
  parameters: { do_sample: true, min_new_tokens: 100, max_new_tokens: 100, num_return_sequences: 4 },
};

/** The service worker, which is stopped while it answers a call of the API. */
export async function startServiceWorkerDeaths(browser: Browser): Promise<Mortal> {
  const site = await startBuiltSite();
  const page = await browser.newPage();
  await page.goto(`${site.url}docs.html`);
  await expect(page.getByRole("status")).toContainText("is ready", { timeout: 60_000 });
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  const session = await page.context().newCDPSession(page);
  await session.send("ServiceWorker.enable");

  return {
    async die(turn): Promise<Death> {
      const before = await post(page, turn);
      let ended = false;
      const pending = post(page, turn).finally(() => {
        ended = true;
      });
      await expect.poll(() => queued(page)).toBe(1);
      const diedAt = Date.now();
      await session.send("ServiceWorker.stopAllWorkers");
      const tooLate = ended;
      const answer = await pending;
      const settled = Date.now() - diedAt;
      const next = await post(page, turn);
      return {
        what: "service worker",
        settled,
        answered: Date.now() - diedAt,
        wrong: wrongs({
          "a death in the middle of the call": !tooLate,
          "status 200": answer.status === 200 && next.status === 200,
          "the same text": answer.text === before.text && next.text === before.text,
          "computed once": (await queued(page)) === 0,
        }),
      };
    },
    async close() {
      site.close();
    },
  };
}

function post(page: Page, seed: number) {
  const body = JSON.stringify({ ...CALL, parameters: { ...CALL.parameters, seed } });
  return page.evaluate(async (body) => {
    const headers = { "Content-Type": "application/json" };
    const response = await fetch("api/generate", { method: "POST", headers, body });
    return { status: response.status, text: await response.text() };
  }, body);
}

function queued(page: Page): Promise<number> {
  return page.evaluate(async () => (await (await fetch("api/health")).json()).queue.length);
}
