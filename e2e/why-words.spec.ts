import { expect, type Page, test } from "@playwright/test";
import { startTestSite, type TestSite } from "../src/testing/test-site.ts";
import { encodeSharedRun } from "../src/contract/encode-shared-run.ts";
import { answerOf, formOf, openReady } from "./page/form.ts";

let site: TestSite;
test.beforeAll(async () => {
  site = await startTestSite();
});
test.afterAll(() => site.close());

/** The same text at each run: another token may spell the same word. */
const addRun = (url: string) =>
  `${url}#${encodeSharedRun({ prompt: "life is not", parameters: { seed: 7, min_new_tokens: 6 } })}`;

const tokensOf = (page: Page) => page.getByRole("group", { name: "Text 1" }).getByRole("button");
const choices = (page: Page) => page.getByRole("button", { name: /^Go on with/ });

async function openWritten(page: Page) {
  const form = await openReady(page, addRun(site.url));
  const text = await answerOf(page);
  await page.getByText("Why these words?").click();
  await expect(tokensOf(page).nth(5)).toBeVisible();
  return { form, text };
}

test("why these words: the tokens are the text, coloured; another one goes on from there, Back leads to the text before, and its link replays it", async ({
  page,
  browser,
}) => {
  const { form, text } = await openWritten(page);
  const group = page.getByRole("group", { name: "Text 1" });
  await expect.poll(async () => (await group.textContent())?.startsWith(`life is not${text}`)).toBe(true);
  const levels = await tokensOf(page).evaluateAll((buttons) =>
    buttons.filter(({ className }) => /level-\d/.test(className)),
  );
  expect(levels.length).toBe(await tokensOf(page).count());

  const third = tokensOf(page).nth(2);
  const before = await third.evaluate((button) => {
    const range = document.createRange();
    range.selectNodeContents(button.closest("[role=group]") ?? button);
    range.setEndBefore(button);
    return range.toString().trimEnd();
  });
  await third.click();
  expect(await page.getByRole("meter").count()).toBeGreaterThanOrEqual(10);
  const [, name = ""] = /“(.*)”/.exec((await choices(page).first().getAttribute("aria-label")) ?? "") ?? [];
  const taken = name.replaceAll("␣", " ");
  await choices(page).first().click();
  await expect(form.answer).not.toHaveText(text, { useInnerText: false });
  await expect(form.status).toContainText("Done");
  const branch = (await form.answer.textContent()) ?? "";
  expect(`life is not${branch}`.startsWith(before + taken)).toBe(true);
  await expect(tokensOf(page).nth(2)).toHaveText(taken.trim());

  await page.goBack();
  await expect(form.answer).toHaveText(text, { useInnerText: false });
  await page.goForward();
  await expect(form.answer).toHaveText(branch, { useInnerText: false });

  const texts = page.getByRole("region", { name: "Texts of this prompt" });
  await expect(texts.getByRole("listitem")).toHaveCount(2);
  await expect(texts.locator('[aria-current="true"]')).toHaveText(branch, { useInnerText: false });
  await texts.getByRole("button", { name: "Pin this text" }).click();
  await texts.getByLabel("Compare with").selectOption(text);
  const compared = texts.locator("p");
  await expect(compared).toHaveText([branch, text], { useInnerText: false });
  await page.reload();
  await expect(form.status).toContainText("Ready");
  await page.locator("summary", { hasText: "Why these words?" }).click();
  await expect(texts.getByRole("button", { name: "Pin this text" })).toHaveAttribute("aria-pressed", "true");

  await form.share.click();
  const link = await page.getByLabel("Link", { exact: true }).inputValue();
  expect(link.length).toBeLessThanOrEqual(1900);
  const fresh = await (await browser.newContext()).newPage();
  await fresh.goto(link);
  const there = formOf(fresh);
  await expect(there.output).toContainText(branch.trim());
  await expect(there.status).toContainText("Ready");
  await fresh.getByRole("button", { name: "Verify on this device" }).click();
  await expect(there.output).toContainText("This device wrote the same text as the link.");
  await fresh.context().close();
});

test("why these words: a text that a link brought can be asked about and written on from before anything is written here", async ({
  page,
}) => {
  const { form } = await openWritten(page);
  await form.share.click();
  const link = await page.getByLabel("Link", { exact: true }).inputValue();
  await page.goto("about:blank");
  await page.goto(link);
  await expect(form.status).toContainText("Ready");
  await page.getByText("Why these words?").click();
  await tokensOf(page).nth(1).click();
  await choices(page).first().click();
  await expect(form.status).toContainText("Done");
});

test("why these words: by the keyboard alone, on a phone without scrolling sideways", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const form = await openReady(page, addRun(site.url));
  const text = await answerOf(page);
  await page.locator("summary", { hasText: "Why these words?" }).focus();
  await page.keyboard.press("Enter");
  await expect(tokensOf(page).first()).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(tokensOf(page).first()).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(tokensOf(page).nth(1)).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("Tab");
  await expect(choices(page).first()).toBeFocused();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.keyboard.press("Enter");
  await expect.poll(() => form.answer.textContent()).not.toBe(text);
  await expect(form.status).toContainText("Done");
});

test("why these words: what is said of a token is what the API says of its place", async ({ page }) => {
  const { text } = await openWritten(page);
  const first = tokensOf(page).first();
  await first.click();
  const shown = await page
    .getByRole("meter")
    .evaluateAll((meters) =>
      meters.map((one) => [one.getAttribute("aria-label"), Number(one.getAttribute("value"))] as const),
    );
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  const top = await page.evaluate(
    async (body) => {
      const answer = await fetch("api/alternatives", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
      });
      return (await answer.json()).top as { text: string; logprob: number }[];
    },
    { text: "life is not" },
  );
  expect(text).not.toBe("");
  for (const [i, { text, logprob }] of top.entries()) {
    expect(shown[i]?.[0]).toBe(text.replaceAll(" ", "␣"));
    expect(shown[i]?.[1]).toBeCloseTo(Math.exp(logprob), 4);
  }
});
