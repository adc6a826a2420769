import { chromium, expect, type Page, test } from "@playwright/test";
import { browserOptions } from "../src/testing/browser.ts";
import { FaultServer } from "../src/testing/fault-server.ts";
import { WORKER } from "../src/testing/fault-site.ts";
import { becomePoor } from "../src/testing/poor-browser.ts";
import { type StaticSite, startStaticServer } from "../src/testing/static-server.ts";
import { startTestSite } from "../src/testing/test-site.ts";
import { answerOf, formOf, openReady, setParameter } from "./page/form.ts";

const server = new FaultServer(() => ["dist"]);
let site: StaticSite;
test.beforeAll(async () => {
  // A host without headers: there is no isolation, and no service worker that could give it.
  site = await startStaticServer({ root: "dist", headers: false, intercept: server.intercept });
  server.set({ path: WORKER, prepend: `(${becomePoor})();\n` });
});
test.afterAll(() => site.close());

/** Of a poor browser, with what it complains of. */
async function poorPage(page: Page) {
  const errors: string[] = [];
  page.on("pageerror", ({ message }) => errors.push(message));
  await page.addInitScript(becomePoor);
  return errors;
}

test("a poor browser writes, and says once, where it matters, what it cannot keep or offer", async ({ page }) => {
  const errors = await poorPage(page);
  const form = await openReady(page, site.url);
  expect(await page.evaluate(() => crossOriginIsolated || "serviceWorker" in navigator || "locks" in navigator)).toBe(
    false,
  );
  await form.prompt.fill("life is not");
  await setParameter(page, "min_new_tokens", "5");
  const answer = await answerOf(page);
  expect(answer).toMatch(/\w/);
  await form.output.locator("summary", { hasText: "Weights" }).click();
  await expect(form.output.getByText("This browser gives the page no storage.")).toHaveCount(1);
  await expect(page.getByRole("alert")).toHaveCount(0);
  await page.getByRole("button", { name: "History" }).click();
  const history = page.getByRole("dialog");
  await expect(
    history.getByText("This browser does not allow storage: the history is lost when the page closes."),
  ).toHaveCount(1);
  await expect(history.getByRole("listitem")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await form.share.click();
  const link = await page.getByLabel("Link", { exact: true }).inputValue();
  expect(link).toContain("#s");
  await page.goto(`${site.url}docs.html`);
  await expect(page.getByRole("status")).toContainText("does not allow a service worker here");
  expect(errors).toEqual([]);
});

test("a poor browser loads the page once each time, ten times", async ({ page }) => {
  await poorPage(page);
  let loads = 0;
  page.on("load", () => loads++);
  for (let start = 1; start <= 10; start++) {
    await openReady(page, site.url);
    expect(loads).toBe(start);
  }
});

test("the prompt box grows and shrinks with its text where style sheets cannot say so", async ({ page }) => {
  const errors = await poorPage(page);
  const form = await openReady(page, site.url);
  const box = form.prompt;
  const heights = () =>
    box.evaluate(({ clientHeight, scrollHeight, style }) => [clientHeight, scrollHeight, style.height]);
  const [low = 0] = await heights();
  await box.fill("line\n".repeat(7));
  const [high = 0, needed, set] = await heights();
  expect(Number(high)).toBeGreaterThan(Number(low));
  expect([needed, set]).toEqual([high, `${high}px`]);
  await box.fill("life");
  expect((await heights())[0]).toBe(low);
  expect(errors).toEqual([]);
});

test.describe("without a service worker that has them all", () => {
  test.use({ serviceWorkers: "block" });

  test("a part whose script does not come says so in its place, and the page stays", async ({ page, context }) => {
    const plain = await startTestSite();
    const dialog = /assets\/storage-dialog.*\.js/;
    await context.route(dialog, (route) => route.abort());
    const form = await openReady(page, plain.url);
    await form.prompt.fill("life is not");
    const answer = await answerOf(page);
    await page.getByRole("button", { name: "Storage" }).click();
    await expect(page.getByRole("alert")).toContainText("This part could not be loaded");
    await expect(form.answer.first()).toHaveText(answer);
    await context.unroute(dialog);
    await page.getByRole("alert").getByRole("button", { name: "Reload" }).click();
    await expect(form.answer.first()).toHaveText(answer);
    await page.getByRole("button", { name: "Storage" }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    plain.close();
  });
});

const WITHOUT = [
  ["WebAssembly", "--jitless", "WebAssembly is switched off in this browser", "Lockdown Mode"],
  // Processors that are not x64 all have it, and no flag takes it away.
  ["SIMD", "--no-enable-sse4-1 --no-enable-ssse3 --no-enable-sse3", "has no SIMD instructions", "Use a newer browser"],
] as const;

for (const [name, flags, said, hint] of WITHOUT.slice(0, process.arch === "x64" ? 2 : 1)) {
  test(`without ${name} the page says so, downloads no model, and the rest of it works`, async () => {
    const browser = await chromium.launch(browserOptions([`--js-flags=${flags}`]));
    const page = await browser.newPage();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    const plain = await startStaticServer({ root: "dist" });
    await page.goto(plain.url);
    const alert = page.getByRole("alert");
    await expect(alert).toContainText(said);
    await expect(alert).toContainText(hint);
    await expect(formOf(page).status).toContainText("could not be loaded");
    await formOf(page).prompt.fill("life is not");
    await formOf(page).share.click();
    await expect(page.getByLabel("Link", { exact: true })).toHaveValue(/#s/);
    expect(asked.filter((url) => /onnx/.test(url))).toEqual([]);
    await browser.close();
    plain.close();
  });
}
