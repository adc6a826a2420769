import { expect, test } from "@playwright/test";
import { openPanel } from "../src/testing/open-panel.ts";
import { startTestSite, type TestSite } from "../src/testing/test-site.ts";
import { answerOf, detailOf, formOf, openReady, setParameter } from "./page/form.ts";

let site: TestSite;
test.beforeAll(async () => {
  site = await startTestSite();
});
test.afterAll(() => site.close());

test("the finished answer is announced once, as a whole", async ({ page }) => {
  const form = await openReady(page, site.url);
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    const place = document.querySelector("[data-testid=announced]");
    if (place === null) throw new Error("There is no place for announcements.");
    const note = () => place.textContent !== "" && said.push(place.textContent);
    new MutationObserver(note).observe(place, { childList: true, characterData: true, subtree: true });
  });
  await form.prompt.fill("life is not");
  const answer = await answerOf(page);
  await expect(page.getByTestId("announced")).toHaveText(`life is not${answer}`, { useInnerText: true });
  await expect(page.getByTestId("announced")).toHaveAttribute("aria-live", "polite");
  expect(await page.evaluate(() => Reflect.get(window, "said"))).toEqual([`life is not${answer}`]);
  await expect(form.output.locator("[aria-live]:not(:empty)")).toHaveCount(0);
});

test("the word view is one stop of the Tab key, and arrow keys lead through it", async ({ page }) => {
  const form = await openReady(page, site.url);
  await form.prompt.fill("life is not");
  await setParameter(page, "top_logprobs", "2");
  await setParameter(page, "min_new_tokens", "6");
  await answerOf(page);
  const words = form.output.locator("ol ol button");
  await expect(form.output.locator("ol ol button[tabindex='0']")).toHaveCount(1);
  await words.first().focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await expect(words.nth(2)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(words.nth(2)).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("End");
  await expect(words.last()).toBeFocused();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowLeft");
  await expect(words.first()).toBeFocused();
  await page.keyboard.press("Tab");
  expect(await words.evaluateAll((all) => all.some((one) => one === document.activeElement))).toBe(false);
});

test("the focus never falls to the body, whatever goes away under it", async ({ page }) => {
  const focused = () => page.evaluate(() => document.activeElement?.tagName);
  await page.goto(`${site.url}#s2=damaged`);
  const form = formOf(page);
  await expect(form.status).toContainText("Ready");
  const close = page.getByRole("alert").getByRole("button", { name: "Close" });
  await close.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toHaveCount(0);
  expect(await focused()).toBe("MAIN");
  await page.keyboard.press("Tab");
  expect(["MAIN", "BODY"]).not.toContain(await focused());

  await form.prompt.fill("life is not");
  await answerOf(page);
  const another = page.getByRole("button", { name: "Another" });
  const seed = await detailOf(page, "Seed").textContent();
  await another.focus();
  await page.keyboard.press("Enter");
  await expect(detailOf(page, "Seed")).toHaveText(/\d/);
  await expect(detailOf(page, "Seed")).not.toHaveText(seed ?? "");
  await expect(another).toBeFocused();
  await openPanel(page);
  await page.getByLabel("top_k", { exact: true }).fill("7");
  const reset = page.getByRole("button", { name: "Reset", exact: true });
  await reset.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("top_k", { exact: true })).toHaveValue("");
  await expect(reset).toBeFocused();
});
