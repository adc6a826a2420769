import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { readSizes } from "../src/gpt2/config-text.ts";
import { createTokenizer } from "../src/runtime/tokenizer.ts";
import { startTestSite, type TestSite } from "../src/testing/test-site.ts";
import { expectAccessible } from "./page/axe.ts";
import { answerOf, openReady, setParameter } from "./page/form.ts";

let site: TestSite;
test.beforeAll(async () => {
  site = await startTestSite();
});
test.afterAll(() => site.close());

const counter = (page: Page) => page.getByTestId("tokens");
const list = (page: Page) => page.getByRole("list", { name: "Tokens of the prompt" });

/** What the small model's tokenizer file says, read without a page. */
async function idsOf(text: string): Promise<number[]> {
  const read = (name: string) => readFile(`${site.overlay}/models/quotes/${name}`, "utf8");
  const { vocab_size } = readSizes(await read("config.json"));
  const { prefix = [], encode } = createTokenizer(await read("tokenizer.json"), vocab_size);
  return [...prefix, ...encode(text)];
}

async function shownIds(page: Page): Promise<number[]> {
  const ids = await list(page).locator("li > span").allTextContents();
  return ids.map(Number);
}

test("the prompt's tokens: a press on their count shows them with their ids, and they follow what is typed", async ({
  page,
}) => {
  const scripts: string[] = [];
  page.on("request", (request) => scripts.push(request.url()));
  const { prompt } = await openReady(page, site.url);
  await prompt.fill("life is “Größe”, 我们 😀\n");
  await expect(counter(page)).toHaveAttribute("aria-expanded", "false");
  await expect(list(page)).toHaveCount(0);
  expect(scripts.filter((one) => one.includes("prompt-tokens"))).toEqual([]);
  await counter(page).focus();
  await page.keyboard.press("Enter");
  await expect.poll(() => shownIds(page)).toEqual(await idsOf("life is “Größe”, 我们 😀\n"));
  expect(await list(page).locator("bdi").allTextContents()).toContain("␣is");
  await expectAccessible(page);
  await prompt.fill("life is not");
  await expect.poll(() => shownIds(page)).toEqual(await idsOf("life is not"));
  await expect(counter(page)).toHaveText(`${(await idsOf("life is not")).length} tokens`);
  await counter(page).click();
  await expect(list(page)).toHaveCount(0);
});

test("the prompt's tokens: what the context leaves out is struck through, and a run leaves out as many", async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const { prompt, output } = await openReady(page, site.url);
  await setParameter(page, "max_new_tokens", "20");
  const text = "It is not the mountain we conquer but ourselves. ".repeat(40);
  const ids = await idsOf(text);
  await prompt.fill(text);
  await counter(page).click();
  // Room for the new tokens is kept free in the model's 256.
  const left = ids.length - (256 - 20);
  await expect(list(page).locator("s")).toHaveCount(left);
  expect(await shownIds(page)).toEqual(ids);
  // They are the oldest ones.
  const struck = await list(page)
    .locator("li")
    .evaluateAll((all) => all.map((one) => one.querySelector("s") !== null));
  expect(struck.lastIndexOf(true)).toBe(left - 1);
  await expect(page.getByText(`the oldest ${left} are left out`)).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await answerOf(page);
  await expect(output).toContainText(`the oldest ${left} were left out`);
});
