import { readFileSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import { type Download, expect, type Page, test } from "@playwright/test";
import { startTestSite, type TestSite } from "../src/testing/test-site.ts";
import { answerOf, formOf, openReady } from "./page/form.ts";
import { readQr } from "./page/read-qr.ts";

let site: TestSite;
test.beforeAll(async () => {
  site = await startTestSite();
});
test.afterAll(() => site.close());

/** Writes a sentence and opens its picture. @returns the new text */
async function openPicture(page: Page): Promise<string> {
  const form = await openReady(page, site.url);
  await form.prompt.fill("life is not");
  const text = await answerOf(page);
  await form.share.click();
  await page.getByRole("button", { name: "Make a picture …" }).click();
  await expect(pictureOf(page)).toBeVisible();
  return text;
}

const dialogOf = (page: Page) => page.getByRole("dialog", { name: "Picture", exact: true });
const pictureOf = (page: Page) => dialogOf(page).getByRole("img");
const inOneLine = (text: string) => text.replace(/\s+/g, " ").trim();
const bytesOf = async (download: Download) => readFileSync(await download.path());

async function savePicture(page: Page): Promise<Download> {
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save picture" }).click();
  return saved;
}

test("a saved picture has a code that shows the same sentence in a fresh profile", async ({ page, browser }) => {
  const text = await openPicture(page);
  await expect(pictureOf(page)).toHaveAccessibleName(inOneLine(`life is not${text}`));
  const download = await savePicture(page);
  expect(download.suggestedFilename()).toBe("picture-1080x1080.png");
  const link = await readQr(page, await bytesOf(download));
  const fresh = await (await browser.newContext()).newPage();
  await fresh.goto(link);
  await expect(formOf(fresh).prompt).toHaveValue("life is not");
  await expect(formOf(fresh).output.locator(".sentence")).toHaveText(`life is not${text}`);
  await fresh.context().close();
});

test("every size, style and colour is saved with the same code", async ({ page }) => {
  await openPicture(page);
  const links = new Set<string>();
  for (const size of ["Square", "Wide", "Story"]) {
    for (const style of ["Quote", "Poster"]) {
      for (const colour of ["Light", "Dark"]) {
        await page.getByRole("radio", { name: size }).check();
        await page.getByRole("radio", { name: style }).check();
        await page.getByRole("radio", { name: colour }).check();
        links.add(await readQr(page, await bytesOf(await savePicture(page))));
      }
    }
  }
  expect(links.size).toBe(1);
});

test("the keyboard alone makes a picture and leads back to where it began", async ({ page }) => {
  const form = await openReady(page, site.url);
  await form.prompt.fill("life is not");
  await page.keyboard.press("Enter");
  await expect(form.status).toContainText("Done");
  await form.share.focus();
  await page.keyboard.press("Enter");
  const button = page.getByRole("button", { name: "Make a picture …" });
  await button.focus();
  await page.keyboard.press("Enter");
  await expect(dialogOf(page)).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("radio", { name: "Square" })).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("radio", { name: "Wide" })).toBeChecked();
  for (let stop = 0; stop < 3; stop++) await page.keyboard.press("Tab");
  const saved = page.waitForEvent("download");
  await expect(page.getByRole("button", { name: "Save picture" })).toBeFocused();
  await expect(page.getByRole("button", { name: "Save picture" })).toBeEnabled();
  await page.keyboard.press("Enter");
  expect((await saved).suggestedFilename()).toBe("picture-1200x630.png");
  await page.keyboard.press("Escape");
  await expect(dialogOf(page)).toHaveCount(0);
  await expect(button).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(form.share).toBeFocused();
});

test.describe("what is copied", () => {
  test.use({ permissions: ["clipboard-read", "clipboard-write"] });

  test("is the picture, or its alternative text", async ({ page }) => {
    const text = await openPicture(page);
    await page.getByRole("button", { name: "Copy picture" }).click();
    await expect(dialogOf(page)).toContainText("Copied");
    const types = await page.evaluate(async () => (await navigator.clipboard.read()).flatMap(({ types }) => types));
    expect(types).toContain("image/png");
    await page.getByRole("button", { name: "Copy alternative text" }).click();
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await expect.poll(async () => inOneLine(await copied())).toBe(inOneLine(`life is not${text}`));
  });
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, viewport: { width: 360, height: 740 } });

    test("axe finds nothing in the picture's dialog, which is no wider than the screen", async ({ page }) => {
      await openPicture(page);
      await expect(page.getByRole("button", { name: "Save picture" })).toBeEnabled();
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      expect(await dialogOf(page).evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
      await expect(page.getByRole("radio", { name: colorScheme === "light" ? "Light" : "Dark" })).toBeChecked();
    });
  });
}
