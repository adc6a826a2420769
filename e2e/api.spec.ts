import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { EXAMPLES } from "../src/contract/api/examples.ts";
import { startTestSite, type TestSite } from "../src/testing/test-site.ts";
import { openModelThread } from "./model-thread.ts";
import { buildOpenAiPage } from "./pages/build.ts";

/** The part of an operation of an OpenAPI document that is read. */
interface Operation {
  readonly requestBody: { readonly content: { readonly "application/json": { readonly example: unknown } } };
}

let site: TestSite;

test.beforeAll(async () => {
  site = await startTestSite({ overlay: await buildOpenAiPage(), base: "/a/b/" });
});
test.afterAll(() => site.close());

/** The API's page, its model loaded and its service worker in control: the page that computes. */
async function openHost(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${site.url}docs.html`);
  await expect(page.getByRole("status")).toContainText("is ready");
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  return page;
}

async function post(page: Page, path: string, body: unknown) {
  return page.evaluate(
    async ([url, body]) => {
      const headers = { "Content-Type": "application/json" };
      const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
      return { status: response.status, retryAfter: response.headers.get("Retry-After"), body: await response.json() };
    },
    [`${site.url}api/${path}`, body] as const,
  );
}

async function get(page: Page, path: string) {
  return page.evaluate(async (url) => (await fetch(url)).json(), `${site.url}api/${path}`);
}

/** A run that goes on for a while whatever the model would like. */
const LONG = {
  inputs: "life is",
  parameters: { do_sample: true, seed: 1, min_new_tokens: 200, max_new_tokens: 200, best_of: 1 },
};

test("answers every route's example in the OpenAPI document as the document says", async ({ context }) => {
  const page = await openHost(context);
  const { paths, components } = await get(page, "openapi.json");
  for (const [path, { post: posted }] of Object.entries<Record<string, Operation>>(paths)) {
    const route = path.replace("/api/", "");
    const operation = posted ?? paths[path].get;
    const example = posted?.requestBody.content["application/json"].example;
    const answer =
      posted === undefined ? { status: 200, body: await get(page, route) } : await post(page, route, example);
    const schema = operation.responses["200"].content["application/json"].schema.$ref.split("/").at(-1);
    expect([route, answer.status]).toEqual([route, 200]);
    expect(Object.keys(answer.body)).toEqual(expect.arrayContaining(components.schemas[schema].required));
  }
  expect(Object.keys(paths)).toHaveLength(7);
});

test("answers the documented examples with this model, the same twice", async ({ context }) => {
  const page = await openHost(context);
  expect(await get(page, "")).toMatchObject({ model: "quotes", version: expect.any(String) });
  expect(await get(page, "health")).toMatchObject({ status: "ok", queue: { length: 0, limit: 4 } });
  expect(await get(page, "v1/models")).toMatchObject({ data: [{ id: "quotes" }] });
  const quote = await post(page, "generate_quote", EXAMPLES.generate_quote);
  expect(quote.body).toMatchObject({ prompt: "life is not", seed: 7 });
  expect(quote.body.generated_text).toMatch(/^Life is not./);
  const again = await post(page, "generate_quote", EXAMPLES.generate_quote);
  expect(again.body.generated_text).toBe(quote.body.generated_text);
  const { body } = await post(page, "perplexity", EXAMPLES.perplexity);
  expect(body.perplexity).toBeGreaterThan(1);
});

test("runs the docs' snippets as they stand there", async ({ context }) => {
  const docs = await openHost(context);
  const [plain = "", openAi = ""] = await docs
    .getByRole("textbox", { name: "on a page of this site" })
    .evaluateAll((boxes) => boxes.map((box) => box.textContent ?? ""));
  const page = await context.newPage();
  await page.goto(`${site.url}openai/openai.html`);
  for (const code of [plain, openAi.replace('import OpenAI from "openai";', "")]) {
    const written: string[] = [];
    page.on("console", (message) => message.type() === "log" && written.push(message.text()));
    await page.evaluate(`(async () => {${code}})()`);
    await expect.poll(() => written.join("")).toMatch(/\w/);
    page.removeAllListeners("console");
  }
});

test("is what the official openai package expects", async ({ context }) => {
  await openHost(context);
  const page = await context.newPage();
  await page.goto(`${site.url}openai/openai.html`);
  const answers = await page.evaluate(async () => {
    const { completions, models } = window.client;
    const ask = { model: "quotes", prompt: "she is a warrior", max_tokens: 12, temperature: 0.9 };
    const first = await completions.create({ ...ask, seed: 5, logprobs: 2 });
    const second = await completions.create({ ...ask, seed: 5 });
    const three = await completions.create({ ...ask, n: 3, seed: 6 });
    const stopped = await completions.create({ ...ask, seed: 5, max_tokens: 60, stop: ["e"] });
    let streamed = "";
    const streamedNames = new Set<string>();
    for await (const chunk of await completions.create({ ...ask, seed: 5, stream: true })) {
      streamed += chunk.choices[0]?.text ?? "";
      streamedNames.add(chunk.model);
    }
    const names = (await models.list()).data.map(({ id }) => id);
    const refused = await completions.create({ ...ask, top_p: 2 }).catch((error) => {
      const { status, message, type, param, code } = error;
      return { status, message, type, param, code };
    });
    const asked = { ...ask, seed: 5, best_of: 1, stop: null, suffix: null, logit_bias: {}, user: "somebody" };
    const neutral = await completions.create(asked);
    const cut = await completions.create({ ...ask, seed: 5, ...{ truncate: 2 } });
    return { first, second, three, stopped, streamed, streamedNames: [...streamedNames], names, refused, neutral, cut };
  });
  const text = answers.first.choices[0]?.text ?? "";
  expect(text).not.toBe("");
  expect(answers.second.choices[0]?.text).toBe(text);
  expect(answers.streamed).toBe(text);
  const logprobs = answers.first.choices[0]?.logprobs;
  expect(logprobs?.tokens?.join("")).toBe(text);
  expect(logprobs?.token_logprobs?.every((one) => one <= 0)).toBe(true);
  for (const [index, token] of (logprobs?.tokens ?? []).entries()) {
    const listed = logprobs?.top_logprobs?.[index] ?? {};
    expect(listed[token]).toBe(logprobs?.token_logprobs?.[index]);
    expect(Object.keys(listed).length).toBeLessThanOrEqual(3);
  }
  expect(new Set(answers.three.choices.map((one) => one.text)).size).toBe(3);
  expect(answers.stopped.choices[0]).toMatchObject({ finish_reason: "stop", text: expect.not.stringContaining("e") });
  expect(answers.first.usage?.completion_tokens).toBe(logprobs?.tokens?.length);
  expect(answers.names).toEqual(["quotes"]);
  expect(answers.streamedNames).toEqual([answers.first.model]);
  expect(answers.refused).toEqual({
    status: 422,
    message: "422 top_p must be a number from 0 to 1, not 2.",
    type: "invalid_request_error",
    param: "top_p",
    code: "less_than_equal",
  });
  expect(answers.neutral.choices[0]?.text).toBe(text);
  expect(answers.cut.usage?.prompt_tokens).toBe(2);
});

test("runs the model from Swagger UI, with no violation of the policy", async ({ context }) => {
  const page = await openHost(context);
  const violations: string[] = [];
  page.on("console", (message) => {
    if (/Content Security Policy|TrustedScript|TrustedHTML/.test(message.text())) violations.push(message.text());
  });
  const block = page.locator("#operations-default-generate_quote");
  await block.locator(".opblock-summary-control").click();
  await block.getByRole("button", { name: "Execute" }).click();
  const answer = block.locator(".live-responses-table .response-col_description pre").first();
  await expect(answer).toContainText("generated_text");
  expect(JSON.parse((await answer.textContent()) ?? "")).toMatchObject({ prompt: "life is not", model: "quotes" });
  expect(violations).toEqual([]);
});

test("shows in Swagger UI what a streamed call answers", async ({ context }) => {
  const page = await openHost(context);
  const block = page.locator("#operations-default-create_completion");
  await block.locator(".opblock-summary-control").click();
  await block.locator("textarea.body-param__text").fill(JSON.stringify({ ...EXAMPLES.completions, stream: true }));
  await block.getByRole("button", { name: "Execute" }).click();
  const answer = block.locator(".live-responses-table .response-col_description pre").first();
  await expect(answer).toContainText("[DONE]");
  const events = ((await answer.textContent()) ?? "").match(/^data: \{.*"text_completion".*$/gm) ?? [];
  expect(events.length).toBeGreaterThan(5);
  const text = events.map((event) => JSON.parse(event.slice("data: ".length)).choices[0].text).join("");
  const whole = await post(page, "v1/completions", EXAMPLES.completions);
  expect(text).toBe(whole.body.choices[0].text);
});

test("says plainly what cannot work", async ({ context }) => {
  const page = await openHost(context);
  const limits = page.locator("section", { has: page.getByRole("heading", { name: "What cannot work" }) });
  await expect(limits).toContainText("curl");
  await expect(limits).toContainText("Another device");
});

test("opens and runs offline after one visit", async ({ browser }) => {
  const once = await startTestSite();
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${once.url}docs.html`);
  await expect(page.getByRole("status")).toContainText("is ready");
  const keptFiles = () =>
    page.evaluate(async () => {
      const names = (await caches.keys()).filter((name) => name.startsWith("workbox-docs-"));
      return (await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length))).join();
    });
  await expect.poll(keptFiles).toBe("2");
  await once.close();
  await page.reload();
  await expect(page.getByRole("status")).toContainText("is ready");
  const block = page.locator("#operations-default-generate_quote");
  await block.locator(".opblock-summary-control").click();
  await block.getByRole("button", { name: "Execute" }).click();
  await expect(block.locator(".live-responses-table pre").first()).toContainText("generated_text");
  await context.close();
});

test("shows a streamed answer piece by piece", async ({ context }) => {
  const page = await openHost(context);
  await page.getByRole("button", { name: "Stream" }).click();
  await expect(page.getByTestId("streamed")).toContainText(/^she is a warrior[^{]+$/);
  await expect(page.getByRole("button", { name: "Stream", exact: true })).toBeEnabled();
});

test("of 20 concurrent calls answers 4 in order and refuses 16", async ({ context }) => {
  const page = await openHost(context);
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
    [`${site.url}api/generate`, LONG] as const,
  );
  const answered = outcomes.answers.filter(({ status }) => status === 200);
  const refused = outcomes.answers.filter(({ status }) => status === 429);
  expect([answered.length, refused.length]).toEqual([4, 16]);
  expect(refused.every(({ retryAfter }) => retryAfter === "1")).toBe(true);
  expect(outcomes.order).toEqual(answered.map(({ seed }) => seed));
  for (const { seed, answer } of answered) {
    const alone = await post(page, "generate", { ...LONG, parameters: { ...LONG.parameters, seed } });
    expect(alone.body.generated_text).toBe(answer.generated_text);
  }
});

test("stops the model within one token when the caller goes away", async ({ context }) => {
  const page = await openHost(context);
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
    [`${site.url}api/generate`, endless] as const,
  );
  await expect.poll(async () => (await get(page, "health")).queue.length).toBe(0);
  const { tokens, sinceStop } = await thread.counts();
  expect(tokens).toBeGreaterThanOrEqual(read);
  expect(tokens).toBeLessThanOrEqual(201);
  expect(sinceStop).toBeLessThanOrEqual(1);
  // Nothing goes on behind the queue's back, and the next call has the thread for itself.
  await post(page, "generate", { inputs: "life is", parameters: { min_new_tokens: 3, max_new_tokens: 3 } });
  expect((await thread.counts()).tokens).toBe(tokens + 3);
});

test("F38: a service worker that is stopped while it answers computes once", async ({ context }) => {
  const page = await openHost(context);
  const browser = await context.newCDPSession(page);
  await browser.send("ServiceWorker.enable");
  const thread = await openModelThread(page);
  await thread.hold();
  const answer = post(page, "generate", LONG);
  await expect.poll(async () => (await get(page, "health")).queue.length).toBe(1);
  await browser.send("ServiceWorker.stopAllWorkers");
  const queue = await get(page, "health");
  expect(queue.queue.length).toBeLessThanOrEqual(1);
  await thread.release();
  expect(await answer).toMatchObject({ status: 200 });
  expect(await get(page, "health")).toMatchObject({ queue: { length: 0 } });
  expect((await thread.counts()).tokens).toBe(LONG.parameters.max_new_tokens);
});

test("T19: a form of another site reaches nothing", async ({ context }) => {
  await openHost(context);
  for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]) {
    const evil = await context.newPage();
    await evil.goto("data:text/html,<title>evil</title>");
    const [response] = await Promise.all([
      evil.waitForResponse((one) => one.url().endsWith("api/generate_quote")),
      evil.evaluate(
        ([action, enctype]) => {
          const form = Object.assign(document.createElement("form"), { method: "post", action, enctype });
          document.documentElement.append(form);
          form.submit();
        },
        [`${site.url}api/generate_quote`, type] as const,
      ),
    ]);
    expect([403, 404, 405]).toContain(response.status());
  }
});

test("gives 500 odd bodies an answer of their own, never a 500", async ({ context }) => {
  const page = await openHost(context);
  const statuses = await page.evaluate(async (base) => {
    const values = [null, true, -1, 1e300, "x", [], {}, [[]], { a: 1 }, "\ud800"];
    const fields = [
      "prompt",
      "inputs",
      "text",
      "parameters",
      "temperature",
      "top_p",
      "max_tokens",
      "n",
      "stop",
      "seed",
    ];
    const paths = ["generate_quote", "generate", "v1/completions", "perplexity"];
    const seen: Record<number, number> = {};
    for (let i = 0; i < 500; i++) {
      const field = fields[i % fields.length] ?? "";
      const body = JSON.stringify({ nothing: 1, [field]: values[Math.floor(i / 50) % values.length], extra: i });
      const url = `${base}${paths[i % paths.length]}`;
      const headers = { "Content-Type": "application/json" };
      const response = await fetch(url, { method: "POST", headers, body: i % 7 === 0 ? body.slice(0, -1) : body });
      const { detail } = await response.json();
      seen[response.status] = (seen[response.status] ?? 0) + (detail === undefined ? 0 : 1);
    }
    return seen;
  }, `${site.url}api/`);
  expect(statuses).toEqual({ 422: 500 });
});

test("answers 503 with the reason when no page that computes is open", async ({ context }) => {
  const host = await openHost(context);
  const page = await context.newPage();
  await page.goto(`${site.url}openai/openai.html`);
  await host.close();
  const answer = await post(page, "generate_quote", { prompt: "life" });
  expect(answer).toMatchObject({ status: 503, retryAfter: "2", body: { detail: expect.stringContaining("open") } });
});
