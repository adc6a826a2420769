import { expect, test } from "@playwright/test";
import { EXAMPLES } from "../src/contract/api/examples.ts";
import { startTestSite } from "../src/testing/test-site.ts";
import { type ApiSite, startApiSite } from "./api-site.ts";

let api: ApiSite;

test.beforeAll(async () => {
  api = await startApiSite();
});
test.afterAll(() => api.close());

test("runs the docs' snippets as they stand there", async ({ context }) => {
  const docs = await api.openHost(context);
  const [plain = "", openAi = ""] = await docs
    .getByRole("textbox", { name: "on a page of this site" })
    .evaluateAll((boxes) => boxes.map((box) => box.textContent ?? ""));
  const page = await context.newPage();
  await page.goto(`${api.url}openai/openai.html`);
  for (const code of [plain, openAi.replace('import OpenAI from "openai";', "")]) {
    const written: string[] = [];
    page.on("console", (message) => message.type() === "log" && written.push(message.text()));
    await page.evaluate(`(async () => {${code}})()`);
    await expect.poll(() => written.join("")).toMatch(/\w/);
    page.removeAllListeners("console");
  }
});

test("runs the model from Swagger UI, with no violation of the policy", async ({ context }) => {
  const page = await api.openHost(context);
  const violations: string[] = [];
  page.on("console", (message) => {
    if (/Content Security Policy|TrustedScript|TrustedHTML/.test(message.text())) violations.push(message.text());
  });
  const block = page.locator("#operations-tutorial-generate_quote");
  await block.locator(".opblock-summary-control").click();
  await block.getByRole("button", { name: "Execute" }).click();
  const answer = block.locator(".live-responses-table .response-col_description pre").first();
  await expect(answer).toContainText("generated_text");
  expect(JSON.parse((await answer.textContent()) ?? "")).toMatchObject({ prompt: "life is not", model: "quotes" });
  expect(violations).toEqual([]);
});

test("shows in Swagger UI what a streamed call answers", async ({ context }) => {
  const page = await api.openHost(context);
  const block = page.locator("#operations-openai-create_completion");
  await block.locator(".opblock-summary-control").click();
  await block.locator("textarea.body-param__text").fill(JSON.stringify({ ...EXAMPLES.completions, stream: true }));
  await block.getByRole("button", { name: "Execute" }).click();
  const answer = block.locator(".live-responses-table .response-col_description pre").first();
  await expect(answer).toContainText("[DONE]");
  const events = ((await answer.textContent()) ?? "").match(/^data: \{.*"text_completion".*$/gm) ?? [];
  expect(events.length).toBeGreaterThan(5);
  const text = events.map((event) => JSON.parse(event.slice("data: ".length)).choices[0].text).join("");
  const whole = await api.post(page, "v1/completions", EXAMPLES.completions);
  expect(text).toBe(whole.body.choices[0].text);
});

test("says plainly what cannot work", async ({ context }) => {
  const page = await api.openHost(context);
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
  const block = page.locator("#operations-tutorial-generate_quote");
  await block.locator(".opblock-summary-control").click();
  await block.getByRole("button", { name: "Execute" }).click();
  await expect(block.locator(".live-responses-table pre").first()).toContainText("generated_text");
  await context.close();
});

test("shows a streamed answer piece by piece", async ({ context }) => {
  const page = await api.openHost(context);
  await page.getByRole("button", { name: "Stream" }).click();
  await expect(page.getByTestId("streamed")).toContainText(/^she is a warrior[^{]+$/);
  await expect(page.getByRole("button", { name: "Stream", exact: true })).toBeEnabled();
});
