import { expect, test } from "@playwright/test";
import { browserOptions } from "../src/testing/browser.ts";
import { type StaticSite, startStaticServer } from "../src/testing/static-server.ts";
import { formOf } from "./page/form.ts";
import { ownCard } from "./page/own-card.ts";

// The browser's own setting: the one of the test tool leaves `noscript` elements out.
test.use({
  launchOptions: browserOptions(["--blink-settings=scriptEnabled=false"]),
});

let site: StaticSite;
test.beforeAll(async () => {
  site = await startStaticServer({ root: "dist" });
});
test.afterAll(() => site.close());

test("without scripts title, summary, chips and an example are there, and a word about what is missing", async ({
  page,
}) => {
  await page.goto(site.url);
  const card = ownCard();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(card.title);
  await expect(page.getByRole("main")).toContainText(card.summary.slice(0, 60));
  // A model of somebody's own may come without.
  for (const { text } of card.examples.slice(0, 1)) {
    await expect(page.getByRole("list", { name: "Examples" }).getByRole("button").first()).toBeVisible();
    await expect(formOf(page).output).toContainText(text);
  }
  await expect(page.locator("noscript p")).toHaveText([
    /JavaScript/,
    /JavaScript/,
    /JavaScript/,
    /JavaScript/,
    /JavaScript/,
    /JavaScript/,
  ]);
  await expect(page.locator("noscript p:lang(fr)")).toBeVisible();
});
