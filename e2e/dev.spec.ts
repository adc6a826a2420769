import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, type Page, test } from "@playwright/test";
import { DEV_NONCE } from "../scripts/build/dev/vite-headers.ts";
import { securityHeaders } from "../src/contract/security-headers.ts";
import { formOf } from "./page/form.ts";
import { DevServer } from "./server/dev-server.ts";

/** Code is made when a page first asks for it, by the machine that runs the browser, too. */
const AS_LONG_AS_IT_TAKES = { timeout: 240_000 };

test.describe.configure({ timeout: 600_000 });

let server: DevServer;
const violations: string[] = [];

test.beforeAll(async () => {
  test.setTimeout(600_000);
  server = new DevServer();
  await server.start();
});
test.beforeEach(({ context }) => {
  context.on("console", (message) => {
    if (/Content Security Policy|Trusted(?:Script|HTML|Type)/.test(message.text())) violations.push(message.text());
  });
});
test.afterEach(() => {
  const { status, expectedStatus } = test.info();
  if (status !== expectedStatus) console.log(server.printed);
  expect(violations).toEqual([]);
});
test.afterAll(() => server.close());

async function open(page: Page): Promise<ReturnType<typeof formOf>> {
  await page.goto(server.url, AS_LONG_AS_IT_TAKES);
  return untilReady(page);
}

async function untilReady(page: Page): Promise<ReturnType<typeof formOf>> {
  const form = formOf(page);
  await expect(form.status).toContainText("Ready", AS_LONG_AS_IT_TAKES);
  return form;
}

async function untilControlled(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, undefined, AS_LONG_AS_IT_TAKES);
}

test("shows a component's edit at once, with the prompt and the answer kept", async ({ page }) => {
  const form = await open(page);
  await form.prompt.fill("life is not");
  await form.generate.click();
  await expect(form.status).toContainText("Done", AS_LONG_AS_IT_TAKES);
  const answer = await form.answer.first().textContent();
  let loads = 0;
  page.on("load", () => loads++);
  server.edit(
    "src/app/parts/intro.tsx",
    "{card === undefined ? PRODUCT : <span lang={lang}>{card.title}</span>}",
    "An edited heading",
  );
  await expect(page.getByRole("heading", { name: "An edited heading" })).toBeVisible(AS_LONG_AS_IT_TAKES);
  await expect(form.prompt).toHaveValue("life is not");
  await expect(form.answer.first()).toHaveText(answer ?? "");
  expect(answer).toMatch(/\w/);
  expect(loads).toBe(0);
});

test("gives edited styles to the open page", async ({ page }) => {
  await open(page);
  server.edit("src/app/app.css", ":root {", ":root {\n  --edited: yes;");
  const style = () => page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--edited"));
  await expect.poll(style, AS_LONG_AS_IT_TAKES).toBe("yes");
});

test("starts the model's thread anew with its edited code, and keeps the prompt and the answer", async ({ page }) => {
  const form = await open(page);
  await form.prompt.fill("life is not");
  await form.generate.click();
  await expect(form.status).toContainText("Done", AS_LONG_AS_IT_TAKES);
  const answer = await form.answer.first().textContent();
  expect(answer).toMatch(/\w/);
  const said = page.waitForEvent("console", { predicate: (one) => one.text() === "an edited thread", timeout: 0 });
  server.edit("src/worker/main.ts", "\nexpose(", '\nconsole.log("an edited thread");\nexpose(');
  await said;
  await untilReady(page);
  await expect(form.prompt).toHaveValue("life is not");
  await expect(form.answer.first()).toHaveText(answer ?? "");
});

test("compiles the kernel anew, shows what does not compile, and keeps the prompt", async ({ page }) => {
  const source = "src/kernel/assembly/index.ts";
  const exports = () =>
    page.evaluate(async () => {
      const address = performance.getEntriesByType("resource").find(({ name }) => name.endsWith("/kernel.wasm"));
      const response = await fetch(address?.name ?? "/src/kernel/build/dev/kernel.wasm");
      return WebAssembly.Module.exports(await WebAssembly.compile(await response.arrayBuffer())).map(
        ({ name }) => name,
      );
    });
  const form = await open(page);
  await form.prompt.fill("life is not");
  expect(await exports()).not.toContain("edited");

  const loaded = page.waitForEvent("load", { timeout: 0 });
  const fetched = page.waitForResponse(/\/kernel\.wasm$/, { timeout: 0 });
  server.edit(source, "export ", "export function edited(): i32 { return 1; }\nexport ");
  await loaded;
  expect((await fetched).ok()).toBe(true);
  await untilReady(page);
  expect(await exports()).toContain("edited");
  await expect(form.prompt).toHaveValue("life is not");

  server.edit(source, "return 1;", "return 1 +* 1;");
  const overlay = page.locator("vite-error-overlay");
  await expect(overlay).toContainText("Expression expected", AS_LONG_AS_IT_TAKES);
  await expect(overlay).toContainText(source);
  server.edit(source, "return 1 +* 1;", "return 2;");
  await expect(overlay).toHaveCount(0, AS_LONG_AS_IT_TAKES);
  await untilReady(page);
  await expect(form.prompt).toHaveValue("life is not");
});

test("answers the API, and takes an edit of the service worker without being asked", async ({ page }) => {
  await open(page);
  await untilControlled(page);
  const quote = await page.evaluate(async () => {
    const headers = { "Content-Type": "application/json" };
    const body = JSON.stringify({ prompt: "life is not", seed: 7 });
    const response = await fetch("api/generate_quote", { method: "POST", headers, body });
    return { status: response.status, body: await response.json() };
  });
  expect(quote).toMatchObject({ status: 200, body: { prompt: "life is not", seed: 7, model: "quotes" } });
  expect(quote.body.generated_text).toMatch(/^Life is not./);
  const greeting = async () => {
    await untilControlled(page);
    const { message } = await page.evaluate(async () => {
      const { installing, waiting } = (await navigator.serviceWorker.getRegistration()) ?? {};
      return installing || waiting ? { message: "a new version is on its way" } : (await fetch("api/")).json();
    });
    return message;
  };
  expect(await greeting()).toMatch(/^Hello: this answer/);
  server.edit("src/api/api-words.ts", "Hello: this answer", "An edited greeting: this answer");
  // The page is loaded anew meanwhile, which ends what is evaluated in it. It does not call while a version waits: where a call
  // reaches the old one as that is being stopped, Chromium starts the old one again and forgets the new one until no tool is
  // attached (as Playwright is) and no call has come for 30 seconds.
  await expect.poll(() => greeting().catch(String), AS_LONG_AS_IT_TAKES).toMatch(/^An edited greeting/);
});

test("shows the API's page, with the routes as the sources describe them", async ({ page }) => {
  await page.goto(`${server.url}docs.html`, AS_LONG_AS_IT_TAKES);
  await expect(page.getByRole("status").first()).toContainText("is ready", AS_LONG_AS_IT_TAKES);
  await expect(page.locator("#operations-tutorial-generate_quote")).toBeVisible(AS_LONG_AS_IT_TAKES);
  const document = await (await page.request.get(`${server.url}api/openapi.json`, AS_LONG_AS_IT_TAKES)).json();
  expect(Object.keys(document.paths)).toContain("/api/generate_quote");
});

test("sends the headers of the built site, but for a nonce, with every answer", async ({ page, request }) => {
  const paths = [
    "",
    "docs.html",
    "embed.html",
    "src/main.tsx",
    "@vite/client",
    "sw.js",
    "sdk.js",
    "api.js",
    "needs-origin.js",
  ];
  const files = [
    "models/quotes/manifest.json",
    "api/openapi.json",
    "src/kernel/build/dev/kernel.wasm",
    "not-there.json",
  ];
  for (const path of [...paths, ...files]) {
    const response = await request.get(server.url + path, AS_LONG_AS_IT_TAKES);
    expect([path, response.status()]).toEqual([path, path === "not-there.json" ? 404 : 200]);
    for (const [name, value] of Object.entries(securityHeaders())) {
      const sent = response.headers()[name.toLowerCase()]?.replaceAll(` 'nonce-${DEV_NONCE}'`, "");
      expect([path, name, sent]).toEqual([path, name, value]);
    }
  }
  await open(page);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
});

test("serves the frame and the module that other sites embed", async ({ page }) => {
  const tag = `<script type="module" src="${server.url}sdk.js"></script><hostless-form src="${server.url}"></hostless-form>`;
  const blog = createServer((_request, response) => {
    response.writeHead(200, { "Content-Type": "text/html" }).end(`<!doctype html><title>A blog</title>${tag}`);
  });
  await new Promise<void>((resolve) => void blog.listen(0, "127.0.0.1", resolve));
  const { port } = blog.address() as AddressInfo;
  await page.goto(`http://127.0.0.1:${port}/`);
  const frame = page.frameLocator("iframe");
  await frame.getByRole("button", { name: "Allow" }).click(AS_LONG_AS_IT_TAKES);
  await expect(frame.getByRole("button", { name: "Generate" })).toBeVisible(AS_LONG_AS_IT_TAKES);
  blog.closeAllConnections();
  blog.close();
});

test("loads open pages anew when the server is started again", async ({ page }) => {
  const form = await open(page);
  await form.prompt.fill("life is not");
  await server.stop();
  const loaded = page.waitForEvent("load", { timeout: 0 });
  await server.start();
  await loaded;
  await untilReady(page);
  await expect(form.prompt).toHaveValue("life is not");
});
