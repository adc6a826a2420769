import { expect, test } from "@playwright/test";
import type { Chain } from "../src/convert/read/testing/chain-checkpoint.ts";
import { startTestSite, type TestSite } from "../src/testing/test-site.ts";
import { openReady } from "./page/form.ts";
import { openChain } from "./page/open-chain.ts";

const END = 256;

let site: TestSite;
test.beforeAll(async () => {
  site = await startTestSite();
});
test.afterAll(() => site.close());

test("a browser that can install the page has a button for it, and uses it once", async ({ page }) => {
  await openReady(page, site.url);
  const install = page.getByRole("button", { name: "Install as an app" });
  await expect(install).toHaveCount(0);
  await page.evaluate(() => {
    const event = new Event("beforeinstallprompt", { cancelable: true });
    Object.assign(window, { asked: 0 });
    const prompt = async () => Reflect.set(window, "asked", Number(Reflect.get(window, "asked")) + 1);
    dispatchEvent(Object.assign(event, { prompt }));
    Object.assign(window, { isOurs: event.defaultPrevented });
  });
  await install.click();
  await expect(install).toHaveCount(0);
  expect(await page.evaluate(() => [Reflect.get(window, "asked"), Reflect.get(window, "isOurs")])).toEqual([1, true]);
});

test("the footer leads to the card as text, to the API, to one's own model and to the sources", async ({ page }) => {
  await openReady(page, site.url);
  const footer = page.getByRole("navigation", { name: "More" });
  await footer.getByRole("button", { name: "About this model" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("heading", { name: "Licence" })).toBeVisible();
  await expect(dialog).toContainText("cc0-1.0");
  await page.keyboard.press("Escape");
  await footer.getByRole("button", { name: "Use your own model" }).click();
  await expect(page.getByRole("dialog", { name: "Open a model" })).toBeVisible();
  await page.keyboard.press("Escape");
  // Where there are several models, the link names the one that is open.
  await expect(footer.getByRole("link", { name: "Use via API" })).toHaveAttribute(
    "href",
    /^\.\/docs\.html(?:#model=quotes)?$/,
  );
  const source = await footer.getByRole("link", { name: "Source" }).getAttribute("href");
  expect(source).toMatch(/^(https?:|\.\/source\.zip$)/);
  expect((await page.request.get(`${site.url}source.zip`)).status()).toBe(200);
});

test("a publisher's card is text, whatever markup it holds", async ({ page }) => {
  const markup = `<img src=x onerror="document.title='run'"> <b>bold</b>`;
  const chain: Chain = { links: [[0x21, END]], special: ["<|end|>"], config: { bos_token_id: END, eos_token_id: END } };
  await openChain(page, site.url, chain, `# A card\n\n${markup}\n\n[a link](https://example.org/x)\n`);
  await page.getByRole("button", { name: "About this model" }).click();
  const card = page.getByTestId("card");
  await expect(card).toContainText(markup);
  await expect(card).toContainText("a link (https://example.org/x)");
  await expect(card.locator("img, b, a, script")).toHaveCount(0);
  await expect(page).not.toHaveTitle("run");
});
