import { expect, test } from "@playwright/test";
import { knownForm } from "../src/convert/read/testing/known-forms.ts";
import { startTestSite, type TestSite } from "../src/testing/test-site.ts";
import { chooseFiles } from "./page/choose-files.ts";
import { openReady } from "./page/form.ts";
import { expectWritten } from "./page/known-form.ts";

let site: TestSite;
test.beforeAll(async () => {
  site = await startTestSite();
});
test.afterAll(() => site.close());
test.use({ serviceWorkers: "block" });

/** Models that write from right to left, without spaces, and characters in several tokens. */
const SCRIPTS = [
  ["arabic-word-piece", "rtl"],
  ["chinese-word-piece", "ltr"],
  ["japanese-pieces", "ltr"],
  ["japanese-bytes", "ltr"],
] as const;

for (const [name, direction] of SCRIPTS) {
  const { files, expected } = knownForm(name);
  const { prompt, input_ids, text } = expected;

  test(`${name}: the form, the token view, what streams and the picture have whole characters, ${direction}`, async ({
    page,
  }) => {
    const form = await openReady(page, site.url);
    await chooseFiles(page, files);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("My model");
    await expect(form.status).toContainText("Ready");
    await form.prompt.fill(prompt);

    await page.getByTestId("tokens").click();
    const ids = page.getByRole("list", { name: "Tokens of the prompt" }).locator("li > span");
    await expect.poll(async () => (await ids.allTextContents()).map(Number)).toEqual(input_ids);

    const states = await page.evaluateHandle(() => {
      const seen = new Set<string>();
      const look = () => seen.add(document.querySelector('[data-testid="answer"]')?.textContent ?? "");
      new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
      return seen;
    });
    await expectWritten(page, "My model", expected);
    const shown = await states.evaluate((seen) => [...seen]);
    expect(shown).toContain(text);
    expect(shown.filter((state) => !text.startsWith(state))).toEqual([]);

    const directionOf = (place: typeof form.prompt) => place.evaluate((node) => getComputedStyle(node).direction);
    expect(await directionOf(form.prompt)).toBe(direction);
    expect(await directionOf(form.answer.first())).toBe(direction);

    await form.share.click();
    await page.getByRole("button", { name: "Make a picture …" }).click();
    const picture = page.getByRole("dialog", { name: "Picture", exact: true }).getByRole("img");
    await expect(picture).toHaveAccessibleName(`${prompt}${text}`.replace(/\s+/g, " ").trim());
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Save picture" }).click();
    expect((await saved).suggestedFilename()).toMatch(/\.png$/);
  });
}
