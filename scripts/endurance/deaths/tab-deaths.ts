import { type Browser, expect, type Page } from "@playwright/test";
import { startBuiltSite, untilReady } from "../../../src/testing/built-site.ts";
import { type Death, type Mortal, wrongs } from "./death.ts";

/** Of the model that the test's site has. */
const END_OF_TEXT = 0;

/**
 * The tab that computes for others, which goes while it answers: in turn it is closed during a call for a whole text, during a
 * stream, and during a call that another tab with the same model can take over, and is loaded anew. The other tab answers
 * where it is quick enough; where it is not, the caller is told to call again.
 */
export async function startTabDeaths(browser: Browser): Promise<Mortal> {
  const site = await startBuiltSite();
  const context = await browser.newContext();
  let host = await openHost();
  await host.waitForFunction(() => navigator.serviceWorker.controller !== null);
  // A page of the site that has no model of its own.
  const caller = await context.newPage();
  await caller.goto(`${site.url}embed.html`);
  await caller.waitForFunction(() => navigator.serviceWorker.controller !== null);

  async function openHost(): Promise<Page> {
    const page = await context.newPage();
    await page.goto(site.url);
    await untilReady(page);
    return page;
  }

  return {
    async die(turn): Promise<Death> {
      const way = WAYS[turn % WAYS.length] ?? "tab";
      const path = way === "tab with a stream" ? "api/v1/completions" : "api/generate";
      // The tab that computed last takes precedence over one that has only been opened.
      const heir = way === "tab with an heir" ? await openHost() : undefined;
      const pending = post(caller, path, turn);
      await expect.poll(() => queued(caller), { intervals: [20] }).toBe(1);
      const diedAt = Date.now();
      if (way === "tab that is loaded anew") await host.reload({ waitUntil: "commit" });
      else await host.close();
      const answer = await pending;
      if (way === "tab that is loaded anew") await untilReady(host);
      else host = heir ?? (await openHost());
      const askedAt = Date.now();
      const next = await post(caller, "api/generate", turn, 60);
      const isTakenOver = answer.status === 200 && !isRefusal(answer);
      return {
        what: isTakenOver ? `${way}, taken over` : way,
        settled: answer.at - diedAt,
        answered: next.at - askedAt,
        wrong: wrongs({
          "an answer or a named refusal": isTakenOver || isRefusal(answer),
          [`the next call is answered (${next.status} ${next.text.slice(0, 200)})`]: next.status === 200,
        }),
      };
    },
    async close() {
      await context.close();
      await site.close();
    },
  };
}

const WAYS = ["tab", "tab with a stream", "tab with an heir", "tab that is loaded anew"];

interface Answer {
  readonly status: number;
  readonly text: string;
  /** When it was whole, in milliseconds since the epoch. */
  readonly at: number;
}

/** 503, or an event that says so in a stream that had begun. */
function isRefusal({ status, text }: Answer): boolean {
  return status === 503 || (status === 200 && /"error":\{[^\n]*"code":"page_closed"/.test(text));
}

/** Sixteen texts of so many tokens each, so that the call is under way when the tab is closed. */
function post(page: Page, path: string, seed: number, tokens = 200): Promise<Answer> {
  const isStream = path.endsWith("completions");
  // The token that ends a text is forbidden, so that it is as long as the others.
  const asked = { max_tokens: tokens, logit_bias: { [END_OF_TEXT]: -100 }, stream: true, n: 16, seed };
  const body = isStream
    ? { prompt: "life is", ...asked }
    : {
        inputs: "life is",
        parameters: { do_sample: true, min_new_tokens: tokens, max_new_tokens: tokens, best_of: 16, seed },
      };
  return page.evaluate(
    async ([path, body]) => {
      const headers = { "Content-Type": "application/json" };
      const response = await fetch(path, { method: "POST", headers, body });
      const text = await response.text().catch(String);
      return { status: response.status, text, at: Date.now() };
    },
    [path, JSON.stringify(body)] as const,
  );
}

function queued(page: Page): Promise<number> {
  return page.evaluate(async () => (await (await fetch("api/health")).json()).queue.length);
}
