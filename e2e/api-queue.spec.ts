import { expect, test } from "@playwright/test";
import { type ApiSite, startApiSite } from "./api-site.ts";
import { openModelThread } from "./model-thread.ts";

let api: ApiSite;

test.beforeAll(async () => {
  api = await startApiSite();
});
test.afterAll(() => api.close());

/** A run that goes on for a while whatever the model would like. */
const LONG = {
  inputs: "life is",
  parameters: { do_sample: true, seed: 1, min_new_tokens: 200, max_new_tokens: 200, best_of: 1 },
};

test("of 20 concurrent calls answers 4 in order and refuses 16", async ({ context }) => {
  const page = await api.openHost(context);
  const thread = await openModelThread(page);
  await thread.hold();
  await page.exposeFunction("release", thread.release);
  const outcomes = await page.evaluate(
    async ([url, long]) => {
      const order: number[] = [];
      let refused = 0;
      const call = async (seed: number) => {
        const body = JSON.stringify({ ...long, parameters: { ...long.parameters, seed } });
        const response = await fetch(url, { method: "POST", headers: { "Content-Type": "application/json" }, body });
        const answer = await response.json();
        if (response.ok) order.push(seed);
        // The first one lasts until all others have come.
        else if (++refused === 16) await Reflect.get(window, "release")();
        return { seed, status: response.status, retryAfter: response.headers.get("Retry-After"), answer };
      };
      const answers = await Promise.all(Array.from({ length: 20 }, (_, seed) => call(seed)));
      return { order, answers };
    },
    [`${api.url}api/generate`, LONG] as const,
  );
  const answered = outcomes.answers.filter(({ status }) => status === 200);
  const refused = outcomes.answers.filter(({ status }) => status === 429);
  expect([answered.length, refused.length]).toEqual([4, 16]);
  expect(refused.every(({ retryAfter }) => retryAfter === "1")).toBe(true);
  expect(outcomes.order).toEqual(answered.map(({ seed }) => seed));
  for (const { seed, answer } of answered) {
    const alone = await api.post(page, "generate", { ...LONG, parameters: { ...LONG.parameters, seed } });
    expect(alone.body.generated_text).toBe(answer.generated_text);
  }
});

test("stops the model within one token when the caller goes away", async ({ context }) => {
  const page = await api.openHost(context);
  const thread = await openModelThread(page);
  // However late the stop comes on a busy machine, the run is not over.
  await thread.hold(200);
  const endless = {
    ...LONG,
    stream: true,
    parameters: { ...LONG.parameters, max_new_tokens: 240, min_new_tokens: 240 },
  };
  const read = await page.evaluate(
    async ([url, body]) => {
      const abort = new AbortController();
      const headers = { "Content-Type": "application/json" };
      const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body), signal: abort.signal });
      const reader = response.body?.getReader();
      let events = 0;
      while (reader !== undefined && events < 5) {
        const { value } = await reader.read();
        events += new TextDecoder().decode(value).split("\n\n").length - 1;
      }
      abort.abort();
      return events;
    },
    [`${api.url}api/generate`, endless] as const,
  );
  await expect.poll(async () => (await api.get(page, "health")).queue.length).toBe(0);
  const { tokens, sinceStop } = await thread.counts();
  expect(tokens).toBeGreaterThanOrEqual(read);
  expect(tokens).toBeLessThanOrEqual(201);
  expect(sinceStop).toBeLessThanOrEqual(1);
  // Nothing goes on behind the queue's back, and the next call has the thread for itself.
  await api.post(page, "generate", { inputs: "life is", parameters: { min_new_tokens: 3, max_new_tokens: 3 } });
  expect((await thread.counts()).tokens).toBe(tokens + 3);
});

test("F38: a service worker that is stopped while it answers computes once", async ({ context }) => {
  const page = await api.openHost(context);
  const browser = await context.newCDPSession(page);
  await browser.send("ServiceWorker.enable");
  const thread = await openModelThread(page);
  await thread.hold();
  const answer = api.post(page, "generate", LONG);
  await expect.poll(async () => (await api.get(page, "health")).queue.length).toBe(1);
  await browser.send("ServiceWorker.stopAllWorkers");
  const queue = await api.get(page, "health");
  expect(queue.queue.length).toBeLessThanOrEqual(1);
  await thread.release();
  expect(await answer).toMatchObject({ status: 200 });
  expect(await api.get(page, "health")).toMatchObject({ queue: { length: 0 } });
  expect((await thread.counts()).tokens).toBe(LONG.parameters.max_new_tokens);
});
