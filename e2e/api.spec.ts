import { expect, test } from "@playwright/test";
import { EXAMPLES } from "../src/contract/api/examples.ts";
import { type ApiSite, startApiSite } from "./api-site.ts";

/** The part of an operation of an OpenAPI document that is read. */
interface Operation {
  readonly requestBody: { readonly content: { readonly "application/json": { readonly example: unknown } } };
}

let api: ApiSite;

test.beforeAll(async () => {
  api = await startApiSite();
});
test.afterAll(() => api.close());

test("answers every route's example in the OpenAPI document as the document says", async ({ context }) => {
  const page = await api.openHost(context);
  const { paths, components } = await api.get(page, "openapi.json");
  for (const [path, { post: posted }] of Object.entries<Record<string, Operation>>(paths)) {
    const route = path.replace("/api/", "").replace("{model}", "quotes");
    const operation = posted ?? paths[path].get;
    const example = posted?.requestBody.content["application/json"].example;
    const answer =
      posted === undefined ? { status: 200, body: await api.get(page, route) } : await api.post(page, route, example);
    const schema = operation.responses["200"].content["application/json"].schema.$ref.split("/").at(-1);
    // The site's model has no chat template.
    const isChat = route === "v1/chat/completions";
    expect([route, answer.status]).toEqual([route, isChat ? 404 : 200]);
    if (isChat) continue;
    expect(Object.keys(answer.body)).toEqual(expect.arrayContaining(components.schemas[schema].required));
  }
  expect(Object.keys(paths)).toHaveLength(10);
});

test("answers the documented examples with this model, the same twice", async ({ context }) => {
  const page = await api.openHost(context);
  expect(await api.get(page, "")).toMatchObject({ model: "quotes", version: expect.any(String) });
  expect(await api.get(page, "health")).toMatchObject({ status: "ok", queue: { length: 0, limit: 4 } });
  expect(await api.get(page, "v1/models")).toMatchObject({ data: [{ id: "quotes" }] });
  const quote = await api.post(page, "generate_quote", EXAMPLES.generate_quote);
  expect(quote.body).toMatchObject({ prompt: "life is not", seed: 7 });
  expect(quote.body.generated_text).toMatch(/^Life is not./);
  const again = await api.post(page, "generate_quote", EXAMPLES.generate_quote);
  expect(again.body.generated_text).toBe(quote.body.generated_text);
  const { body } = await api.post(page, "perplexity", { ...EXAMPLES.perplexity, top_logprobs: 1 });
  expect(body.perplexity).toBeGreaterThan(1);
  expect(body.details.map(({ text }: { text: string }) => text).join("")).toBe(EXAMPLES.perplexity.text);
  const { body: next } = await api.post(page, "alternatives", EXAMPLES.alternatives);
  expect(next.top.map(({ logprob }: { logprob: number }) => logprob)).toEqual(
    next.top.map(({ logprob }: { logprob: number }) => logprob).sort((a: number, b: number) => b - a),
  );
  const { body: there } = await api.post(page, "alternatives", {
    ...EXAMPLES.alternatives,
    position: next.position - 1,
  });
  expect(there.token.text).toBe(" not");
});

test("is what the official openai package expects", async ({ context }) => {
  await api.openHost(context);
  const page = await context.newPage();
  await page.goto(`${api.url}openai/openai.html`);
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

test("T19: a form of another site reaches nothing", async ({ context }) => {
  await api.openHost(context);
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
        [`${api.url}api/generate_quote`, type] as const,
      ),
    ]);
    expect([403, 404, 405]).toContain(response.status());
  }
});

test("gives 500 odd bodies an answer of their own, never a 500", async ({ context }) => {
  const page = await api.openHost(context);
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
  }, `${api.url}api/`);
  expect(statuses).toEqual({ 422: 500 });
});

test("answers 503 with the reason when no page that computes is open, until a page of the site computes itself", async ({
  context,
}) => {
  const host = await api.openHost(context);
  const page = await context.newPage();
  await page.goto(`${api.url}openai/openai.html`);
  await host.close();
  const answer = await api.post(page, "generate_quote", { prompt: "life" });
  expect(answer).toMatchObject({ status: 503, retryAfter: "2", body: { detail: expect.stringContaining("api.js") } });
  const model = await page.evaluate(async (url) => (await import(/* @vite-ignore */ url)).ready, `${api.url}api.js`);
  expect(model).toEqual({ name: "quotes", device: "wasm" });
  expect((await api.post(page, "generate_quote", EXAMPLES.generate_quote)).body).toMatchObject({ model: "quotes" });
});
