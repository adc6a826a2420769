import { expect, test } from "@playwright/test";
import { openPanel } from "../src/testing/open-panel.ts";
import { startTestSite, type TestSite } from "../src/testing/test-site.ts";
import { openModelThread } from "./model-thread.ts";
import { answerOf, detailOf, openReady, setParameter } from "./page/form.ts";
import { openChain } from "./page/open-chain.ts";

const END = 256;

let site: TestSite;
test.beforeAll(async () => {
  site = await startTestSite();
});
test.afterAll(() => site.close());

test("Enter runs, Shift + Enter breaks the line, and an input method keeps its Enter", async ({ page }) => {
  const form = await openReady(page, site.url);
  await form.prompt.fill("life");
  await form.prompt.press("Shift+Enter");
  await expect(form.prompt).toHaveValue("life\n");
  await expect(page.getByTestId("answer")).toHaveCount(0);
  await form.prompt.dispatchEvent("keydown", { key: "Enter", isComposing: true });
  await expect(page.getByTestId("answer")).toHaveCount(0);
  await form.prompt.press("Enter");
  await expect(form.status).toContainText("Done");
  await expect(form.prompt).toHaveValue("life\n");
});

test("Generate turns into Stop in place, and a double click stops nothing", async ({ page }) => {
  const form = await openReady(page, site.url);
  await form.prompt.fill("life is not");
  await setParameter(page, "min_new_tokens", "150");
  await setParameter(page, "max_new_tokens", "150");
  await setParameter(page, "best_of", "1");
  // However late the second click comes, the run is not over.
  await (await openModelThread(page)).hold(100);
  // At the end of the list of parameters the column is pushed up as its text grows.
  await page.evaluate(() => scrollTo(0, 0));
  const place = await form.generate.boundingBox();
  await form.generate.dblclick();
  await expect(form.answer).not.toBeEmpty();
  await expect(form.generate).toHaveCount(0);
  expect(await form.stop.boundingBox()).toEqual(place);
  await expect(form.stop).toBeFocused();
  await form.stop.click();
  await expect(form.status).toContainText("Stopped after");
  await expect(form.generate).toBeFocused();
});

test("the sentence is large, and its column stays in view beside a long list", async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  const form = await openReady(page, site.url);
  await answerOf(page);
  const size = await form.answer.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
  expect(size).toBeGreaterThanOrEqual(28);
  expect(size).toBeLessThanOrEqual(32);
  await openPanel(page);
  // What lies within a line is folded away with it.
  for (const one of await form.output.locator("summary").all()) if (await one.isVisible()) await one.click();
  await page.mouse.wheel(0, 900);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(500);
  await expect(form.prompt).toBeInViewport();
  await expect(form.answer).toBeInViewport();
});

test("Variety, Length and How many move the parameters, and say their values in words", async ({ page }) => {
  const form = await openReady(page, site.url);
  await form.prompt.fill("life is not");
  const slide = (name: string, value: number) => page.getByRole("slider", { name, exact: true }).fill(String(value));
  await slide("Length", 10);
  await slide("Variety", 1.1);
  await slide("How many", 3);
  await expect(page.getByRole("slider", { name: "Length" })).toHaveAttribute("aria-valuetext", "up to 10 tokens");
  await answerOf(page);
  await expect(form.answer).toHaveCount(3);
  await openPanel(page);
  for (const [name, value] of [
    ["max_new_tokens", "10"],
    ["temperature", "1.1"],
    ["num_return_sequences", "3"],
  ] as const) {
    await expect(page.getByLabel(name, { exact: true })).toHaveValue(value);
  }
  await slide("How many", 1);
  await slide("Variety", 0);
  await expect(page.getByLabel("do_sample", { exact: true })).not.toBeChecked();
});

test("an answer that never changes says so", async ({ page }) => {
  const form = await openReady(page, site.url);
  await form.prompt.fill("life is not");
  const first = await answerOf(page);
  await expect(form.output).not.toContainText("never changes");
  expect(first).not.toBe("");
  await page.getByRole("slider", { name: "Variety" }).fill("0");
  const fixed = await answerOf(page);
  await expect(form.output).toContainText("this answer never changes");
  const seed = await detailOf(page, "Seed").textContent();
  await page.getByRole("button", { name: "Another" }).click();
  await expect(detailOf(page, "Seed")).not.toHaveText(seed ?? "");
  await expect(form.answer).toHaveText(fixed, { useInnerText: true });
});

test("an empty answer says so and leaves nothing in the history", async ({ page }) => {
  const form = await openChain(page, site.url, {
    links: [[0x21, END]],
    special: ["<|end|>"],
    config: { bos_token_id: END, eos_token_id: END },
  });
  await form.prompt.fill("!");
  expect(await answerOf(page)).toBe("");
  await expect(form.output).toContainText("The model ended the text at once");
  await expect(page.getByTestId("announced")).not.toContainText(/[^!]/);
  await page.getByRole("button", { name: "History" }).click();
  await expect(page.getByRole("dialog")).toContainText("Nothing here");
});

test("Continue on a text that had ended writes on, and Another redraws that step alone", async ({ page }) => {
  const form = await openReady(page, site.url);
  await form.prompt.fill("life is not");
  const first = await answerOf(page);
  await detailOf(page, "Speed").click();
  await expect(form.output.locator("div", { has: page.getByText("Ended by", { exact: true }) }).last()).toContainText(
    "the model",
  );
  const continueOn = page.getByRole("button", { name: "Continue" });
  const seed = detailOf(page, "Seed");
  const before = await seed.textContent();
  await continueOn.click();
  await expect(seed).toHaveText(/\d/);
  await expect(form.answer).not.toHaveText(first, { useInnerText: true });
  await expect(form.status).toContainText("Done");
  const longer = (await form.answer.textContent()) ?? "";
  expect(longer.startsWith(first)).toBe(true);
  expect(longer.slice(first.length)).toMatch(/\w/);
  const second = await seed.textContent();
  expect(second).not.toBe(before);
  await page.getByRole("button", { name: "Another" }).click();
  await expect(seed).toHaveText(/\d/);
  await expect(seed).not.toHaveText(second ?? "");
  const redrawn = (await form.answer.textContent()) ?? "";
  expect(redrawn.startsWith(first)).toBe(true);
  expect(redrawn.slice(first.length)).toMatch(/\w/);
});

test.describe("a system that is", () => {
  for (const scheme of ["light", "dark"] as const) {
    test(`${scheme}: the first click on the theme is seen, lasts over a reload, and the second goes back`, async ({
      page,
    }) => {
      await page.emulateMedia({ colorScheme: scheme });
      await openReady(page, site.url);
      const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      const before = await ground();
      await page.getByRole("button", { name: scheme === "light" ? "Dark theme" : "Light theme" }).click();
      const after = await ground();
      expect(after).not.toBe(before);
      await page.reload();
      expect(await ground()).toBe(after);
      await page.getByRole("button", { name: scheme === "light" ? "Light theme" : "Dark theme" }).click();
      expect(await ground()).toBe(before);
      expect(await page.evaluate(() => localStorage.getItem("hostless:theme"))).toBeNull();
    });
  }
});
