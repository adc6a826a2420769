import { expect, test } from "@playwright/test";
import { browserOptions } from "../src/testing/browser.ts";
import { startTestSite, type TestSite } from "../src/testing/test-site.ts";
import { answerOf, formOf, openReady } from "./page/form.ts";

// A host that is no `localhost`: over http the browser keeps clipboard, locks, storage and service workers from it.
const HOST = "plain.example";
test.use({
  launchOptions: browserOptions([`--host-resolver-rules=MAP ${HOST} 127.0.0.1`]),
});

let site: TestSite;
let url: string;
test.beforeAll(async () => {
  site = await startTestSite();
  url = site.url.replace("localhost", HOST);
});
test.afterAll(() => site.close());

test("at a plain http address a text is written, and what cannot be copied is selected", async ({ page }) => {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  const form = await openReady(page, url);
  expect(await page.evaluate(() => [isSecureContext, "clipboard" in navigator])).toEqual([false, false]);
  await form.prompt.fill("life is not");
  const answer = await answerOf(page);
  const selected = () =>
    page.evaluate(() => {
      const box = document.activeElement;
      if (!(box instanceof HTMLInputElement || box instanceof HTMLTextAreaElement)) return undefined;
      return box.value.slice(box.selectionStart ?? 0, box.selectionEnd ?? 0);
    });

  const copy = page.getByRole("button", { name: "Copy text" });
  await copy.click();
  await expect(form.output).toContainText("http, not https");
  await expect.poll(selected).toBe(`life is not${answer}`);
  await form.output.getByRole("button", { name: "Close" }).click();
  await expect(copy).toBeFocused();

  await formOf(page).share.click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Copy link" }).click();
  await expect(dialog).toContainText("http, not https");
  expect(await selected()).toBe(await page.getByLabel("Link", { exact: true }).inputValue());
  await dialog.getByRole("button", { name: "Copy: Frame for any site" }).click();
  expect(await selected()).toContain("<iframe");
  expect(errors).toEqual([]);
});
