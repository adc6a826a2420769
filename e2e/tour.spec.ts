import { expect, type Locator, type Page, test } from "@playwright/test";
import { drawing, searching } from "../src/app/tour/tour-requests.ts";
import type { GenerateRequest } from "../src/contract/request.ts";
import { openPanel } from "../src/testing/open-panel.ts";
import { type ApiSite, startApiSite } from "./api-site.ts";
import { expectAccessible } from "./page/axe.ts";
import { openReady } from "./page/form.ts";

let api: ApiSite;
test.beforeAll(async () => {
  api = await startApiSite();
});
test.afterAll(() => api.close());

const NAME = "How a model picks a word";
const PROMPT = { prompt: "life is not", truncate: 1000 };

async function openTour(page: Page): Promise<Locator> {
  await page.getByRole("button", { name: NAME }).click();
  const dialog = page.getByRole("dialog", { name: NAME });
  await expect(dialog).toContainText("Step 1 of 6");
  return dialog;
}

const next = (dialog: Locator) => dialog.getByRole("button", { name: "Next", exact: true });
const barsOf = (dialog: Locator) => dialog.getByRole("list", { name: "Next token" });

/** Name and probability of each bar; those of all other tokens come last. */
async function readBars(dialog: Locator): Promise<[string, number][]> {
  await expect(barsOf(dialog)).toBeVisible();
  return barsOf(dialog)
    .locator("meter")
    .evaluateAll((meters) =>
      meters.map((one) => [one.ariaLabel ?? "", one instanceof HTMLMeterElement ? one.value : 0]),
    );
}

/** Draws so many tokens, and gives the text with them. */
async function draw(dialog: Locator, tokens: number): Promise<string> {
  const button = dialog.getByRole("button", { name: "Draw a token" });
  for (let i = 0; i < tokens; i++) {
    await expect(button).toHaveAttribute("aria-disabled", "false");
    await button.click();
  }
  return (await dialog.locator(".written").textContent()) ?? "";
}

/** The text that the API writes, the best of several. */
async function writtenBy(host: Page, { prompt, truncate, parameters }: GenerateRequest): Promise<string> {
  const { top_logprobs: _, ...asked } = parameters;
  const { status, body } = await api.post(host, "generate", { inputs: prompt, parameters: { ...asked, truncate } });
  expect(status).toBe(200);
  return [body].flat()[0].generated_text;
}

test("six steps show this very model: its tokens, its probabilities, and the texts that the API writes", async ({
  context,
}) => {
  const host = await api.openHost(context);
  const { body: alternatives } = await api.post(host, "alternatives", { text: PROMPT.prompt, top_logprobs: 10 });
  const page = await context.newPage();
  const form = await openReady(page, api.url);
  await form.prompt.fill(PROMPT.prompt);
  const dialog = await openTour(page);
  await expect(dialog.getByRole("textbox", { name: "Text" })).toHaveValue(PROMPT.prompt);
  await expect(dialog.getByRole("list", { name: "Tokens of the prompt" })).toContainText("␣not");

  await next(dialog).click();
  const plain = await readBars(dialog);
  expect(plain).toHaveLength(11);
  expect(plain.reduce((sum, [, probability]) => sum + probability, 0)).toBeCloseTo(1, 6);
  for (const [i, { text, logprob }] of alternatives.top.entries()) {
    expect(plain[i]?.[0].replaceAll("␣", " ")).toBe(text);
    expect(plain[i]?.[1]).toBeCloseTo(Math.exp(logprob), 6);
  }

  await next(dialog).click();
  const temperature = dialog.getByRole("slider", { name: "Temperature" });
  await temperature.fill("0.5");
  const [[, first] = ["", 0], [, second] = ["", 0]] = plain;
  const [[, sharper] = ["", 0], [, weaker] = ["", 0]] = await readBars(dialog);
  expect(sharper / weaker).toBeCloseTo((first / second) ** 2, 4);
  await temperature.fill("1.2");

  await next(dialog).click();
  await dialog.getByRole("slider", { name: "top_p" }).fill("1");
  await dialog.getByRole("slider", { name: "top_k" }).fill("2");
  await expect(dialog).toContainText("3 of");
  await expect(barsOf(dialog).getByText("out", { exact: true })).toHaveCount(7);
  const kept = await readBars(dialog);
  expect(kept.slice(0, 3).reduce((sum, [, probability]) => sum + probability, 0)).toBeCloseTo(1, 6);
  await dialog.getByRole("slider", { name: "top_k" }).fill("8");
  await expect(dialog.getByRole("slider", { name: "top_k" })).toHaveAttribute("aria-valuetext", "100");
  await dialog.getByRole("slider", { name: "top_p" }).fill("0.9");

  await next(dialog).click();
  const settings = { temperature: 1.2, top_k: 100, top_p: 0.9 };
  const drawn = await draw(dialog, 4);
  await expect(dialog).toContainText("Drawn:");
  expect(drawn).not.toBe("");
  await dialog.getByRole("button", { name: "Start over" }).click();
  expect(await draw(dialog, 4)).toBe(drawn);
  const written = await writtenBy(host, drawing(PROMPT, settings, 1));
  expect(written.slice(0, drawn.length)).toBe(drawn);
  await dialog.getByRole("button", { name: "Another seed" }).click();
  await expect(dialog).toContainText("Seed 2");

  await next(dialog).click();
  for (let i = 0; i < 3; i++) await dialog.getByRole("button", { name: "One token more" }).click();
  await expect(dialog).toContainText(/The best beam is|is likelier than every beam/);
  const beams = await dialog.getByRole("rowheader").locator("bdi").allTextContents();
  const found = [await writtenBy(host, searching(PROMPT, 4, 4)), await writtenBy(host, searching(PROMPT, 1, 4))];
  expect(beams).toHaveLength(5);
  expect([beams[0], beams[4]].map((text) => text?.replace("∎", ""))).toEqual(found);

  await dialog.getByRole("button", { name: "Draw with these settings" }).click();
  await expect(dialog).toContainText("The form has these settings now.");
  await dialog.getByRole("button", { name: "Done", exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("button", { name: NAME })).toBeFocused();
  await openPanel(page);
  for (const [name, value] of Object.entries(settings))
    await expect(page.getByLabel(name, { exact: true })).toHaveValue(`${value}`);
});

test("the keyboard alone goes through it, and leaves it at any step", async ({ page }) => {
  await openReady(page, api.url);
  await page.getByRole("button", { name: NAME }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: NAME });
  const tabTo = async (target: Locator) => {
    for (let i = 0; i < 20 && !(await target.evaluate((one) => one === document.activeElement)); i++)
      await page.keyboard.press("Tab");
    await expect(target).toBeFocused();
  };
  await tabTo(dialog.getByRole("textbox", { name: "Text" }));
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText("hope is");
  await tabTo(next(dialog));
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("status").first()).toContainText("Step 2 of 6");
  await page.keyboard.press("Enter");
  await tabTo(dialog.getByRole("slider", { name: "Temperature" }));
  const before = await readBars(dialog);
  await page.keyboard.press("Home");
  expect((await readBars(dialog))[0]?.[1]).toBeGreaterThan(before[0]?.[1] ?? 1);
  await tabTo(next(dialog));
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("status").first()).toContainText("Step 5 of 6");
  await tabTo(dialog.getByRole("button", { name: "Draw a token" }));
  await expect(dialog.getByRole("button", { name: "Draw a token" })).toHaveAttribute("aria-disabled", "false");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("status").nth(1)).toContainText("Drawn:");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("button", { name: NAME })).toBeFocused();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 740 } });
  test("axe finds nothing in any step, and nothing runs sideways", async ({ page }) => {
    const form = await openReady(page, api.url);
    await form.prompt.fill(`“Größe” 😀 שלום ${"Donaudampfschifffahrt".repeat(4)}`);
    const dialog = await openTour(page);
    for (let step = 1; step <= 6; step++) {
      await expect(dialog).toContainText(`Step ${step} of 6`);
      if (step === 5) await draw(dialog, 2);
      if (step === 6) await expect(dialog.getByRole("table")).toBeVisible();
      await expectAccessible(page, "dialog");
      expect(await dialog.evaluate((one) => one.scrollWidth - one.clientWidth)).toBeLessThanOrEqual(0);
      if (step < 6) await next(dialog).click();
    }
    // The last button that scrolls is not hidden by the row below once it has the focus.
    await dialog.evaluate((one) => one.scrollTo(0, 0));
    await dialog.getByRole("slider", { name: "Beams" }).focus();
    const search = dialog.getByRole("button", { name: "Search with 4 beams" });
    for (let i = 0; i < 5 && !(await search.evaluate((one) => one === document.activeElement)); i++)
      await page.keyboard.press("Tab");
    await expect(search).toBeFocused();
    const isMet = await search.evaluate((one) => {
      const { left, top, width, height } = one.getBoundingClientRect();
      return one.contains(document.elementFromPoint(left + width / 2, top + height - 2));
    });
    expect(isMet).toBe(true);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  });
});
