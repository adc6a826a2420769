import { expect, type Page, test } from "@playwright/test";
import { FaultServer } from "../src/testing/fault-server.ts";
import { type StaticSite, startStaticServer } from "../src/testing/static-server.ts";
import { ownPackage } from "./page/own-package.ts";
import { answerOf, detailOf, formOf, openReady, setParameter } from "./page/form.ts";

const FULL = /models\/quotes\/onnx\/model_q4\.onnx_data$/;
const ALL_OF_FULL = /models\/quotes\/onnx\//;

test.skip(ownPackage().lighter === undefined, "this site's own model has no lighter one that could begin");

let site: StaticSite;
let server: FaultServer;

test.beforeEach(async () => {
  server = new FaultServer(() => ["dist"]);
  site = await startStaticServer({ root: "dist", intercept: server.intercept });
});
test.afterEach(() => {
  site.close();
});

async function linkOf(page: Page): Promise<string> {
  await formOf(page).share.click();
  const link = await page.getByLabel("Link", { exact: true }).inputValue();
  await page.keyboard.press("Escape");
  return link;
}

test("a fast line brings the model itself and no byte of the lighter one's weights", async ({ page }) => {
  await openReady(page, site.url);
  await answerOf(page);
  await expect(detailOf(page, "Weights")).toHaveText("quotes, q4");
  expect(server.to(/quotes-small\/onnx/)).toEqual([]);
});

test("on a line that hardly moves the lighter model answers, says so, is named by a link, and gives way between two runs", async ({
  page,
  browser,
}) => {
  server.set({ path: FULL, holdAt: 0.02 });
  const form = await openReady(page, site.url);
  const note = page.getByText("quotes-small writes while quotes is loading");
  await form.prompt.fill("life is not");
  await setParameter(page, "min_new_tokens", "8");
  const text = await answerOf(page);
  await expect(detailOf(page, "Weights")).toHaveText("quotes-small, q4");
  await expect(note).toBeVisible();
  const link = await linkOf(page);

  server.set();
  server.release();
  await expect(note).toHaveCount(0, { timeout: 60_000 });
  await expect(form.answer).toHaveText(text, { useInnerText: true });
  expect(await linkOf(page)).toBe(link);
  await answerOf(page);
  await expect(detailOf(page, "Weights")).toHaveText("quotes, q4");
  await page.reload();
  await expect(form.status).toContainText("Ready");
  await expect(page.getByText("quotes-small")).toHaveCount(0);

  const fresh = await (await browser.newContext()).newPage();
  await fresh.goto(link);
  await expect(formOf(fresh).output).toContainText(text.trim());
  await expect(formOf(fresh).status).toContainText("Ready");
  expect(await answerOf(fresh)).toBe(text);
  await expect(formOf(fresh).output).toContainText("This device wrote the same text as the link.");
  await expect(detailOf(fresh, "Weights")).toHaveText("quotes-small, q4");
  await fresh.context().close();
});

test("a run that is under way when the better model comes ends with the one that began it", async ({ page }) => {
  server.set({ path: FULL, holdAt: 0.02 });
  const form = await openReady(page, site.url);
  await form.prompt.fill("life is not");
  await setParameter(page, "max_new_tokens", "240");
  await setParameter(page, "min_new_tokens", "240");
  await setParameter(page, "num_return_sequences", "16");
  // The best of many is shown at the end only.
  await setParameter(page, "best_of", "1");
  await form.generate.click();
  await expect(form.answer.first()).not.toBeEmpty();
  server.set();
  server.release();
  await expect(form.status).toContainText("Done", { timeout: 60_000 });
  await expect(detailOf(page, "Weights")).toHaveText("quotes-small, q4");
});

test("where the browser saves data the lighter model is all that comes, works offline, and the other one a click away", async ({
  page,
  context,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "connection", { value: { saveData: true } });
  });
  const form = await openReady(page, site.url);
  await answerOf(page);
  await expect(detailOf(page, "Weights")).toHaveText("quotes-small, q4");
  expect(server.to(ALL_OF_FULL)).toEqual([]);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await context.setOffline(true);
  await page.reload();
  await expect(form.status).toContainText("Ready");
  await answerOf(page);
  await context.setOffline(false);
  expect(server.to(ALL_OF_FULL)).toEqual([]);
  await page.getByRole("button", { name: /^Load quotes \(17 MB\)/ }).click();
  await expect(page.getByText("quotes-small writes")).toHaveCount(0);
  await answerOf(page);
  await expect(detailOf(page, "Weights")).toHaveText("quotes, q4");
});

test("a visitor who has the lighter model only has an answer while the line is gone", async ({ page, context }) => {
  server.set({ path: FULL, holdAt: 0.02 });
  const form = await openReady(page, site.url);
  await answerOf(page);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await context.setOffline(true);
  await page.reload();
  await expect(form.status).toContainText("Ready");
  await answerOf(page);
  await expect(detailOf(page, "Weights")).toHaveText("quotes-small, q4");
});
