import { expect, type Page, test } from "@playwright/test";
import { findLiterals } from "../src/app/testing/find-literals.ts";
import { startTestSite, type TestSite } from "../src/testing/test-site.ts";

let site: TestSite;
test.beforeAll(async () => {
  site = await startTestSite();
});
test.afterAll(() => site.close());

async function open(page: Page, language: string): Promise<void> {
  await page.goto(`${site.url}?lang=${language}`);
  await expect(page.getByRole("status")).toContainText("Ready");
}

async function unfold(page: Page): Promise<void> {
  const all = () =>
    page.locator("details").evaluateAll((details) => {
      for (const one of details) one.setAttribute("open", "");
    });
  await all();
  await page.getByTestId("all-parameters").waitFor();
  await all();
  await expect(page.getByText("Perplexity").first()).toBeVisible();
}

test("every word of the page is in a file of words, before and after a text was written", async ({ page }) => {
  await page.goto(`${site.url}?lang=en-XA`);
  await expect(page.locator("html")).toHaveAttribute("lang", "en-XA");
  expect(await page.evaluate(findLiterals)).toEqual([]);
  await expect(page.getByRole("status")).toContainText("⟦Ready");
  expect(await page.evaluate(findLiterals)).toEqual([]);
  await page.getByRole("button", { name: "Generate" }).click();
  await expect(page.getByRole("status")).toContainText("Done");
  await unfold(page);
  expect(await page.evaluate(findLiterals)).toEqual([]);
  await page.getByLabel("top_p", { exact: true }).fill("7");
  await expect(page.getByText("Enter a number")).toBeVisible();
  expect(await page.evaluate(findLiterals)).toEqual([]);
  await page.getByLabel("top_p", { exact: true }).fill("");
  await page.getByLabel("top_logprobs", { exact: true }).fill("3");
  await page.getByRole("button", { name: "Another" }).click();
  await page.locator("ol ol button").first().click();
  await expect(page.getByText("Instead of")).toBeVisible();
  expect(await page.evaluate(findLiterals)).toEqual([]);
});

test("every word of the dialogs is in a file of words", async ({ page }) => {
  await open(page, "en-XA");
  await page.getByRole("button", { name: "Generate" }).click();
  await expect(page.getByRole("status")).toContainText("Done");
  for (const name of ["Share", "Open model", "History", "Storage", "About this model", "Use your own model"]) {
    await page.getByRole("button", { name }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    if (name === "History") await page.getByRole("button", { name: "Clear all" }).click();
    if (name === "Storage") await page.getByRole("button", { name: "Delete" }).click();
    expect(await page.evaluate(findLiterals)).toEqual([]);
    await page.keyboard.press("Escape");
    if (await page.getByRole("dialog").isVisible()) await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  }
});

test("every word of the tour is in a file of words, and words that are a third longer do not run out of it on a phone", async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page, "en-XA");
  await page.getByRole("button", { name: "How a model picks a word" }).click();
  const dialog = page.getByRole("dialog");
  for (let step = 1; step <= 6; step++) {
    await expect(dialog).toContainText(`Step ${step} of`);
    if (step === 1) await expect(dialog.getByRole("listitem").first()).toBeVisible();
    if (step === 5) await dialog.getByRole("button", { name: "Draw a token" }).click();
    if (step === 6) await expect(dialog.getByRole("table")).toBeVisible();
    expect(await page.evaluate(findLiterals)).toEqual([]);
    expect(await dialog.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
    if (step < 6) await dialog.getByRole("button", { name: "Next" }).click();
  }
});

test("every word of a failed load is in a file of words, but what the browser said itself, which is marked as English", async ({
  page,
}) => {
  await page.goto(`${site.url}?lang=en-XA#model=owner/name`);
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(page.getByRole("alert").locator("[lang=en]")).toBeVisible();
  expect(await page.evaluate(findLiterals)).toEqual([]);
});

test("words that are a third longer run out of no page and no dialog of a phone", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page, "en-XA");
  const overflow = () =>
    page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(await overflow()).toBe(0);
  await unfold(page);
  expect(await overflow()).toBe(0);
});

test("from right to left the page is mirrored, and nothing runs out of it", async ({ page }) => {
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await open(page, "ar-XB");
    await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
    await page.getByRole("button", { name: "Generate" }).click();
    await expect(page.getByRole("status")).toContainText("Done");
    await unfold(page);
    const bounds = await page.evaluate(() => ({
      over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
      left: Math.min(
        ...[...document.querySelectorAll("body *")]
          .filter((one) => one.checkVisibility() && !one.closest(".sr-only, svg"))
          .map((one) => one.getBoundingClientRect().left),
      ),
    }));
    expect(bounds.over).toBe(0);
    expect(bounds.left).toBeGreaterThanOrEqual(0);
    const middle = async (name: string) => {
      const box = await page
        .getByRole(name === "Hostless" ? "link" : "button", { name })
        .first()
        .boundingBox();
      return (box?.x ?? Number.NaN) + (box?.width ?? Number.NaN) / 2;
    };
    expect(await middle("Hostless")).toBeGreaterThan(await middle("Storage"));
    expect(await middle("Another")).toBeGreaterThan(await middle("Share"));
    if (width === 1280) {
      const [form, panel] = await Promise.all([
        page.locator("form").first().boundingBox(),
        page.locator("main > section").boundingBox(),
      ]);
      expect(form?.x ?? 0).toBeGreaterThan(panel?.x ?? Number.NaN);
    }
    const icon = page.getByRole("button", { name: "Continue" }).locator("path");
    expect(await icon.evaluate((element) => getComputedStyle(element).scale)).toMatch(/^-1/);
    // The model's text keeps its own direction.
    expect(await page.getByTestId("answer").evaluate((element) => getComputedStyle(element).direction)).toBe("ltr");
  }
});
