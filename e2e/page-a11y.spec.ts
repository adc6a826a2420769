import { expect, type Page, test } from "@playwright/test";
import { encodeSharedRun } from "../src/contract/encode-shared-run.ts";
import { openPanel } from "../src/testing/open-panel.ts";
import { startTestSite, type TestSite } from "../src/testing/test-site.ts";
import { expectAccessible } from "./page/axe.ts";
import { holdRequests } from "./page/hold-requests.ts";
import { answerOf, choosePreset, formOf, openReady, setParameter } from "./page/form.ts";

let site: TestSite;
test.beforeAll(async () => {
  site = await startTestSite();
});
test.afterAll(() => site.close());

const dialog = (name: string) => async (page: Page) => {
  await openReady(page, site.url);
  await page.getByRole("button", { name, exact: true }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
};

/** States of the page, each reached from a fresh one. */
const STATES: Record<string, (page: Page) => Promise<unknown>> = {
  "while the model is looked up": async (page) => {
    await holdRequests(page, /\/models\//);
    await page.goto(site.url);
  },
  "ready, with every parameter shown": async (page) => {
    await openReady(page, site.url);
    await openPanel(page);
  },
  "after a run with token alternatives": async (page) => {
    const form = await openReady(page, site.url);
    await form.prompt.fill("life is not");
    await setParameter(page, "top_logprobs", "3");
    await setParameter(page, "min_new_tokens", "5");
    await answerOf(page);
    await form.output.locator("ol ol button").first().click();
  },
  "asked why these words": async (page) => {
    const form = await openReady(page, site.url);
    await form.prompt.fill("life is not");
    await answerOf(page);
    await page.getByText("Why these words?").click();
    await form.output.getByRole("group").getByRole("button").first().click();
    await expect(page.getByRole("meter").first()).toBeVisible();
  },
  "with a refused parameter": async (page) => {
    const form = await openReady(page, site.url);
    await setParameter(page, "top_p", "3");
    await form.generate.click();
    await expect(page.getByRole("alert")).toBeVisible();
  },
  "with several texts": async (page) => {
    await openReady(page, site.url);
    await openPanel(page);
    await choosePreset(page, "Creative");
    await setParameter(page, "num_return_sequences", "4");
    await answerOf(page);
  },
  "opened by a link": async (page) => {
    const run = { prompt: "life is not", parameters: { seed: 1 }, output: [" over"] };
    await page.goto(`${site.url}#${encodeSharedRun(run)}`);
    await expect(formOf(page).output).toContainText("over");
  },
  "opened by a damaged link": async (page) => {
    await page.goto(`${site.url}#s1=AAAA`);
    await expect(page.getByRole("alert")).toBeVisible();
  },
  sharing: dialog("Share"),
  "in the history": dialog("History"),
  "in the storage": dialog("Storage"),
  "opening a model": dialog("Open model"),
};

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 740 } });
  for (const [name, reach] of Object.entries(STATES)) {
    test(`axe finds nothing ${name}`, async ({ page }) => {
      await reach(page);
      await expectAccessible(page);
    });
  }
});
