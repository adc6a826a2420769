import { pathToFileURL } from "node:url";
import { expect, test } from "@playwright/test";
import { openPanel } from "../src/testing/open-panel.ts";
import { startSlowLine } from "../src/testing/slow-line.ts";
import { startStaticServer } from "../src/testing/static-server.ts";
import { startTestSite, type TestSite } from "../src/testing/test-site.ts";
import { answerOf, detailOf, formOf, openReady, setParameter } from "./page/form.ts";
import { holdRequests } from "./page/hold-requests.ts";
import { ownCard } from "./page/own-card.ts";
import { ownPackage } from "./page/own-package.ts";
import { watchShifts } from "./page/watch-shifts.ts";

const PHONE = { width: 360, height: 740 };

/** There is room for three lines: three sentences in a hundred are longer, and chance says which seed comes. */
const fixSeeds = () => {
  let state = 1;
  Math.random = () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
};

let site: TestSite;
test.beforeAll(async () => {
  site = await startTestSite();
});
test.afterAll(() => site.close());

test("the head says to previews of links what the page is, with a picture that is there", async ({ page }) => {
  await page.goto(site.url);
  const card = ownCard();
  const said = (name: string) => page.locator(`meta[property="${name}"], meta[name="${name}"]`).getAttribute("content");
  for (const name of ["og:title", "twitter:title"]) expect(await said(name)).toBe(`${card.title} · Hostless`);
  for (const name of ["og:description", "twitter:description", "description"]) {
    expect(await said(name)).toContain(card.summary.slice(0, 60));
  }
  expect(await said("twitter:card")).toBe("summary_large_image");
  const picture = await page.request.get(new URL((await said("og:image")) ?? "", site.url).href);
  expect(picture.headers()["content-type"]).toBe("image/png");
  const size = new DataView(new Uint8Array(await picture.body()).buffer, 16);
  expect([size.getUint32(0), size.getUint32(4)].map(String)).toEqual([
    await said("og:image:width"),
    await said("og:image:height"),
  ]);
});

test("what was typed and pressed before the page's code came is done when it comes", async ({ page }) => {
  const release = await holdRequests(page, /assets\/index-.*\.js/);
  await page.goto(site.url, { waitUntil: "commit" });
  const form = formOf(page);
  await form.prompt.fill("she is a");
  await form.prompt.press("Enter");
  await expect(form.prompt).toHaveValue("she is a");
  release();
  await expect(form.status).toContainText("Done");
  await expect(form.output).toContainText("she is a");
  await expect(form.prompt).toBeFocused();
});

test("opened from the disk the page says what to do", async ({ page }) => {
  await page.goto(pathToFileURL("dist/index.html").href);
  await expect(page.getByRole("alert")).toContainText("opened as a file");
  await expect(page.getByRole("alert")).toContainText("python3 -m http.server");
});

test("the page that is drawn at build time is taken over without a word in the console", async ({ page }) => {
  const said: string[] = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && said.push(message.text()));
  page.on("pageerror", (error) => said.push(error.message));
  await page.addInitScript(() => localStorage.setItem("hostless:theme", "dark"));
  await openReady(page, site.url);
  expect(said).toEqual([]);
});

test.describe("on a phone", () => {
  test.use({ viewport: PHONE, hasTouch: true, isMobile: true });

  test("nothing jumps while the page loads at 1.5 Mbit/s, nor when another sentence is written", async ({ page }) => {
    test.skip(ownPackage().lighter === undefined, "this site's own model has no lighter one, and would take minutes");
    // The site as it is published, with its lighter model and its own.
    const published = await startStaticServer({ root: "dist" });
    const line = await startSlowLine(published.url, { bitsPerSecond: 1.5e6, delayMs: 40 });
    try {
      const shifted = await watchShifts(page);
      await page.addInitScript(fixSeeds);
      await page.goto(line.url);
      await expect(formOf(page).status).toContainText("Ready");
      expect(await shifted()).toBeLessThanOrEqual(0.02);
      await answerOf(page);
      const before = await shifted();
      await page.getByRole("button", { name: "Another" }).click();
      await expect(detailOf(page, "Seed")).toHaveText(/\d/);
      await expect(formOf(page).status).toContainText("Done");
      expect((await shifted()) - before).toBeLessThanOrEqual(0.02);
    } finally {
      line.close();
      published.close();
    }
  });

  test("what is pressed is 44 pixels high and wide, and no field makes iOS zoom in", async ({ page }) => {
    const form = await openReady(page, site.url);
    await form.prompt.fill("life is not");
    await setParameter(page, "top_logprobs", "3");
    await answerOf(page);
    await openPanel(page);
    const small = () =>
      page.locator("a, button, summary, select, input:not([aria-hidden]), textarea").evaluateAll((all) =>
        all
          .filter((element) => element.checkVisibility())
          .map((element) => {
            // A label is pressed as well as the box that it names.
            const boxes = [element, ...(element instanceof HTMLInputElement ? (element.labels ?? []) : [])];
            const sizes = boxes.map((one) => one.getBoundingClientRect());
            const isLarge = sizes.some(({ width, height }) => width >= 43.5 && height >= 43.5);
            return isLarge ? "" : `${element.tagName} ${element.id} ${element.textContent}`;
          })
          .filter((name) => name !== ""),
      );
    const zooming = () =>
      page
        .locator("input:not([type=range]):not([type=checkbox]):not([type=file]), textarea, select")
        .evaluateAll((all) =>
          all
            .filter(
              (element) => element.checkVisibility() && Number.parseFloat(getComputedStyle(element).fontSize) < 16,
            )
            .map((element) => `${element.tagName} ${element.id}`),
        );
    expect(await small()).toEqual([]);
    expect(await zooming()).toEqual([]);
    for (const name of ["Share", "Open model", "History", "Storage", "About this model"]) {
      await page.getByRole("button", { name, exact: true }).click();
      await expect(page.getByRole("dialog")).toBeVisible();
      expect(await small()).toEqual([]);
      expect(await zooming()).toEqual([]);
      await page.keyboard.press("Escape");
    }
  });
});
