import { readFile } from "node:fs/promises";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { type ApiSite, startApiSite } from "./api-site.ts";
import { expectAccessible } from "./page/axe.ts";
import { answerOf, openReady } from "./page/form.ts";

let api: ApiSite;
test.beforeAll(async () => {
  api = await startApiSite();
});
test.afterAll(() => api.close());

/** More than a thousand tokens, with line breaks, marks, other scripts and emojis. */
const TEXT = Array.from(
  { length: 24 },
  (_, i) => `${i}. Life is not a problem to be solved, but a reality to be lived: “Größe”, 我们, 😀!\n`,
).join("");

interface Measured {
  readonly perplexity: number;
  readonly bits_per_byte: number;
  readonly tokens: number;
  readonly details: readonly { readonly text: string; readonly top: readonly unknown[] }[];
}

const openDialog = async (page: Page): Promise<Locator> => {
  await page.getByRole("button", { name: "How surprising is a text?" }).click();
  const dialog = page.getByRole("dialog", { name: "How surprising is a text?" });
  await expect(dialog).toBeVisible();
  return dialog;
};

const heatMapOf = (dialog: Locator) => dialog.getByRole("group", { name: "Heat map" });

async function measure(dialog: Locator, text: string): Promise<void> {
  await dialog.getByRole("textbox", { name: "Text" }).fill(text);
  await dialog.getByRole("button", { name: "Measure", exact: true }).click();
  await expect(dialog.getByRole("status")).toContainText("Done");
}

/** The text of a file that a button hands over. */
async function saved(page: Page, button: Locator): Promise<string> {
  const coming = page.waitForEvent("download");
  await button.click();
  return readFile(await (await coming).path(), "utf8");
}

/** Cells of a line of CSV. */
const cellsOf = (line: string) =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "",
  );

test("a text of a thousand tokens has a whole heat map, the API's figures, and a table that says the same", async ({
  context,
}) => {
  const host = await api.openHost(context);
  const { body } = await api.post(host, "perplexity", { text: TEXT });
  const page = await context.newPage();
  await openReady(page, api.url);
  const dialog = await openDialog(page);
  await measure(dialog, TEXT);

  const { details, ...figures }: Measured = JSON.parse(
    await saved(page, dialog.getByRole("button", { name: "Download JSON" })),
  );
  expect(figures.perplexity).toBeCloseTo(body.perplexity, 6);
  expect(figures.bits_per_byte).toBeCloseTo(body.bits_per_byte, 6);
  expect(figures.tokens).toBe(body.tokens);
  expect(figures.tokens).toBeGreaterThan(1000);
  expect(details.every(({ top }) => top.length === 10)).toBe(true);

  expect(await heatMapOf(dialog).getByRole("button").count()).toBe(details.length);
  await expect(dialog.getByRole("term").filter({ hasText: "Perplexity" })).toBeVisible();
  await expect(dialog.getByRole("definition").nth(3)).toHaveText(body.tokens.toLocaleString("en-US"));

  const lines = (await saved(page, dialog.getByRole("button", { name: "Download CSV" }))).split("\r\n");
  const [names = [], ...rows] = lines.slice(0, -1).map(cellsOf);
  const column = (name: string) => rows.map((cells) => cells[names.indexOf(name)] ?? "");
  expect(rows).toHaveLength(details.length);
  expect(column("token").map((cell) => JSON.parse(cell))).toEqual(details.map(({ text }) => text));
  const bits = column("bits").reduce((sum, cell) => sum + Number(cell), 0);
  expect(2 ** (bits / body.tokens)).toBeCloseTo(body.perplexity, 6);
});

test("everything is done with the keyboard, and the focus comes back", async ({ page }) => {
  const form = await openReady(page, api.url);
  await form.prompt.fill("life is not");
  await answerOf(page);
  await page.getByRole("button", { name: "How surprising is a text?" }).focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  const box = dialog.getByRole("textbox", { name: "Text" });
  await expect(box).toHaveValue(/^life is not/i);
  const tabTo = async (target: Locator) => {
    for (let i = 0; i < 40 && !(await target.evaluate((one) => one === document.activeElement)); i++)
      await page.keyboard.press("Tab");
    await expect(target).toBeFocused();
  };
  await tabTo(box);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText("The quick brown fox jumps over the lazy dog.");
  await tabTo(dialog.getByRole("button", { name: "Measure", exact: true }));
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("status")).toContainText("Done");
  const tokens = heatMapOf(dialog).getByRole("button");
  await tabTo(dialog.getByRole("radio", { name: "by token" }));
  await page.keyboard.press("ArrowRight");
  await expect(dialog.getByRole("radio", { name: "by word" })).toBeChecked();
  await expect(tokens.last()).toHaveAttribute("aria-label", /its word/);
  await tabTo(tokens.first());
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await expect(tokens.last()).toHaveAttribute("aria-pressed", "true");
  await expect(dialog.getByRole("heading", { name: /^Instead of/ })).toBeVisible();
  const word = dialog.getByRole("listitem").getByRole("button").first();
  await tabTo(word);
  await page.keyboard.press("Enter");
  await expect(heatMapOf(dialog).locator(":focus")).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "How surprising is a text?" })).toBeFocused();
});

test("a text without a token to score, and one that is stopped, are answered in words", async ({ page }) => {
  await openReady(page, api.url);
  const dialog = await openDialog(page);
  await dialog.getByRole("button", { name: "Measure", exact: true }).click();
  await expect(dialog).toContainText("Enter a text first.");
  await dialog.getByRole("textbox", { name: "Text" }).fill(TEXT.repeat(45));
  await dialog.getByRole("button", { name: "Measure", exact: true }).click();
  await expect(heatMapOf(dialog).getByRole("button").first()).toBeVisible();
  await dialog.getByRole("button", { name: "Stop", exact: true }).click();
  await expect(dialog.getByRole("alert")).toContainText("Scoring the text was stopped.");
  await dialog.getByRole("textbox", { name: "Text" }).fill("a".repeat(100_001));
  await expect(dialog).toContainText("at most 100,000");
  await measure(dialog, "life is not");
  await expect(dialog.getByRole("alert")).toHaveCount(0);
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 740 } });
  test("axe finds nothing in a measured text, and nothing runs sideways", async ({ page }) => {
    await openReady(page, api.url);
    const dialog = await openDialog(page);
    await measure(dialog, TEXT.slice(0, 400));
    await heatMapOf(dialog).getByRole("button").nth(3).click();
    await dialog.getByRole("button", { name: "Keep to compare" }).click();
    await expectAccessible(page, "dialog");
    const beyond = await dialog.evaluate((one) => one.scrollWidth - one.clientWidth);
    expect(beyond).toBeLessThanOrEqual(0);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(360);
  });
});
