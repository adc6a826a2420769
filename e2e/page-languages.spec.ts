import { expect, type Page, test } from "@playwright/test";
import { de } from "../src/app/words/de.ts";
import { LANGUAGES } from "../src/app/words/languages.ts";
import { startSlowLine } from "../src/testing/slow-line.ts";
import { startStaticServer } from "../src/testing/static-server.ts";
import { startTestSite, type TestSite } from "../src/testing/test-site.ts";
import { openReady } from "./page/form.ts";
import { watchShifts } from "./page/watch-shifts.ts";

let site: TestSite;
test.beforeAll(async () => {
  site = await startTestSite();
});
test.afterAll(() => site.close());

const status = (page: Page) => page.getByRole("status");
const language = (page: Page) => page.locator("footer select");
const root = (page: Page) => page.locator("html");

test.describe("a browser that speaks German", () => {
  test.use({ locale: "de-CH" });

  test("gets the page in German, and what the model says in the model’s language", async ({ page }) => {
    await page.goto(site.url);
    await expect(status(page)).toHaveText(de.status.ready);
    await expect(root(page)).toHaveAttribute("lang", "de");
    await page.getByRole("button", { name: de.generate, exact: true }).click();
    await expect(status(page)).toContainText(/^Fertig: \d+ Tokens? in /);
    await expect(page.getByRole("region", { name: de.output })).toBeVisible();
    await expect(page.locator("[lang=en]").getByTestId("answer")).toHaveCount(1);
    await expect(page.getByRole("list", { name: de.examples }).locator("[lang=en]").first()).toBeVisible();
    await expect(page.locator("header [lang=en]")).toHaveText([/^quotes/, /writes/]);
  });

  test("writes numbers as the visitor’s region does", async ({ page }) => {
    await page.goto(site.url);
    await page.getByText(de.allParameters).click();
    await expect(page.getByText("Von 0.01 bis 10.").first()).toBeVisible();
    await expect(page.getByText(/Von 0 bis 1\D000\D000\./)).toBeVisible();
  });

  test("nothing jumps while the words change on a slow line", async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    // The site as it is published: the test model's card is not the one that the page was drawn with.
    const published = await startStaticServer({ root: "dist" });
    const line = await startSlowLine(published.url, { bitsPerSecond: 1.5e6, delayMs: 40 });
    try {
      const shifted = await watchShifts(page);
      await page.goto(line.url);
      await expect(page.getByRole("button", { name: de.generate, exact: true })).toBeVisible();
      await expect(status(page)).toHaveText(de.status.download);
      expect(await shifted()).toBeLessThanOrEqual(0.02);
    } finally {
      line.close();
      published.close();
    }
  });

  test("fetches the words beside the page’s script, once", async ({ page }) => {
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(site.url);
    await expect(status(page)).toHaveText(de.status.ready);
    const files = asked.filter((path) => /\/assets\/de-/.test(path));
    expect(new Set(files).size).toBe(1);
    expect(asked.indexOf(files[0] ?? "")).toBeLessThan(asked.findIndex((path) => path.includes("worker")));
  });

  test("reads in German why a model cannot be loaded, numbers and all", async ({ page }) => {
    await page.goto(`${site.url}#model=%2F%2F`);
    await expect(page.getByRole("alert")).toContainText(
      "Der Link nennt kein Modell, das sich öffnen lässt: Es ist kein Modell genannt. Bitte als owner/name schreiben",
    );
    await expect(page.getByRole("alert").locator("[lang=en]")).toHaveCount(0);
    // Hosts refuse so long an address; an installed page's service worker does not ask them.
    await page.route(/\?text=/, async (route) => route.fulfill({ response: await route.fetch({ url: site.url }) }));
    await page.goto(`${site.url}?text=${"a".repeat(60_000)}`);
    await expect(page.getByRole("alert")).toContainText(/hat 60\D000 Zeichen; die letzten 50\D000 wurden übernommen/);
  });

  test("reads a failure by its name where its sentences do not come", async ({ page }) => {
    await page.route(/\/assets\/(?:de-)?failures-/, (route) => route.abort());
    await page.goto(`${site.url}#model=%2F%2F`);
    await expect(page.getByRole("alert")).toContainText(
      `${de.unsaid}bad_request.link_model (why: bad_request.no_name)`,
    );
  });

  test("gets English where the file of its words does not come", async ({ page }) => {
    await page.route(/\/assets\/de-/, (route) => route.abort());
    const form = await openReady(page, site.url);
    await expect(form.generate).toBeVisible();
    await expect(root(page)).toHaveAttribute("lang", "en");
  });
});

test("English needs no further file", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await openReady(page, site.url);
  expect(asked.filter((path) => /\/assets\/(?:de|es|fr|pt|zh)-/.test(path))).toEqual([]);
});

test("a language that is chosen is shown at once, keeps the text, lasts over a reload, and can be taken back", async ({
  page,
}) => {
  const form = await openReady(page, `${site.url}?lang=en`);
  await form.prompt.fill("life is not");
  await form.generate.click();
  await expect(form.status).toContainText("Done");
  const answer = await form.answer.textContent();
  await page.getByText("All parameters").click();
  await page.getByLabel("temperature", { exact: true }).fill("0.5");
  await language(page).focus();
  await language(page).selectOption("de");
  await expect(page.getByRole("button", { name: de.generate, exact: true })).toBeVisible();
  await expect(page.getByRole("textbox", { name: de.prompt, exact: true })).toHaveValue("life is not");
  await expect(form.answer).toHaveText(answer ?? "", { useInnerText: true });
  await expect(page.getByText("Von 0,01 bis 10.").first()).toBeVisible();
  await expect(language(page)).toBeFocused();
  expect(new URL(page.url()).search).toBe("");
  await page.reload();
  await expect(page.getByRole("button", { name: de.generate, exact: true })).toBeVisible();
  await language(page).selectOption("en");
  await expect(form.generate).toBeVisible();
  await expect(root(page)).toHaveAttribute("lang", "en");
  expect(await page.evaluate(() => localStorage.getItem("hostless:language"))).toBeNull();
});

test("what can be done with a text is one row on a phone, in every language", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const form = await openReady(page, `${site.url}?lang=en`);
  await form.prompt.fill("life is not");
  await form.generate.click();
  await expect(form.status).toContainText("Done");
  const buttons = page.locator(".actions > button");
  for (const tag of Object.keys(LANGUAGES)) {
    await language(page).selectOption(tag);
    await expect(root(page)).toHaveAttribute("lang", tag);
    const middles = await buttons.evaluateAll((all) =>
      all.map((button) => button.getBoundingClientRect()).map(({ top, height }) => Math.round(top + height / 2)),
    );
    expect(middles).toHaveLength(4);
    expect([tag, new Set(middles).size]).toEqual([tag, 1]);
  }
});
