import { expect, type Page, test } from "@playwright/test";
import { cleanUp } from "../src/contract/clean-up.ts";
import { encodeSharedRun } from "../src/contract/encode-shared-run.ts";
import { type FakeHub, startFakeHub } from "../src/testing/fake-hub.ts";
import { openPanel } from "../src/testing/open-panel.ts";
import { startTestSite, type TestSite } from "../src/testing/test-site.ts";
import { tinyPackage } from "../src/testing/tiny-package.ts";
import { expectAccessible } from "./page/axe.ts";
import { answerOf, choosePreset, detailOf, formOf, openReady, setParameter } from "./page/form.ts";
import { holdRequests } from "./page/hold-requests.ts";
import { serveHub } from "./page/serve-hub.ts";

let site: TestSite;
let hub: FakeHub;
test.beforeAll(async () => {
  site = await startTestSite();
  hub = await startFakeHub({ "owner/tiny": { files: await tinyPackage(["q8"]) } });
});
test.afterAll(async () => {
  await site.close();
  await hub.close();
});

async function linkOf(page: Page): Promise<string> {
  await formOf(page).share.click();
  const link = await page.getByLabel("Link", { exact: true }).inputValue();
  await page.keyboard.press("Escape");
  return link;
}

test("a link shows prompt, parameters and text at once, and reproduces the text in a fresh profile", async ({
  page,
  browser,
}) => {
  const form = await openReady(page, site.url);
  await form.prompt.fill("life is not");
  await choosePreset(page, "Creative");
  await setParameter(page, "min_new_tokens", "20");
  const text = await answerOf(page);
  const link = await linkOf(page);
  expect(link.length).toBeLessThan(2000);
  expect(new URL(link).search).toBe("");

  const fresh = await (await browser.newContext()).newPage();
  await fresh.goto(link);
  const there = formOf(fresh);
  await expect(there.prompt).toHaveValue("life is not");
  await openPanel(fresh);
  await expect(fresh.getByLabel("top_p", { exact: true })).toHaveValue("0.95");
  await expect(there.output).toContainText(text.trim());
  await expect(there.status).toContainText("Ready");
  expect(await answerOf(fresh)).toBe(text);
  await expect(there.output).toContainText("This device wrote the same text as the link.");
  await fresh.context().close();
});

test("a link shows the sentence before the model is there, then another one first and the check second", async ({
  page,
}) => {
  const release = await holdRequests(page, /\.onnx/);
  const run = {
    prompt: "life is not",
    parameters: { seed: 1, do_sample: false },
    output: [" never written by a model"],
  };
  await page.goto(`${site.url}#${encodeSharedRun(run)}`);
  const { output, status } = formOf(page);
  const sentence = output.getByText("life is not never written by a model");
  await expect(sentence).toBeVisible();
  expect(await sentence.evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize))).toBe(32);
  const buttons = output.getByRole("button");
  await expect(buttons.nth(0)).toHaveText("Write another");
  await expect(buttons.nth(1)).toHaveText("Verify on this device");
  await buttons.nth(1).click();
  release();
  await expect(status).toContainText("Done");
  await expect(output).toContainText("the link continues with");
  await expect(page.getByRole("button", { name: "Another", exact: true })).toBeVisible();
});

test("Write another takes a fresh seed for what the link says", async ({ page }) => {
  const run = { prompt: "life is not", parameters: { seed: 1 }, output: [" a text"] };
  await openReady(page, `${site.url}#${encodeSharedRun(run)}`);
  await formOf(page).prompt.fill("something else");
  await page.getByRole("button", { name: "Write another" }).click();
  await expect(formOf(page).status).toContainText("Done");
  await expect(formOf(page).output).toContainText("life is not");
  await expect(detailOf(page, "Seed")).toHaveText(/^\d+$/);
  await expect(detailOf(page, "Seed")).not.toHaveText("1");
});

test.describe("what is shared", () => {
  test.use({ permissions: ["clipboard-read", "clipboard-write"] });

  test("has the quote and the link in it, by the system's own sheet and by copying", async ({ page }) => {
    await page.addInitScript(() => {
      const share = async (data: ShareData) => void Object.assign(window, { shared: data });
      Object.defineProperty(navigator, "share", { value: share });
    });
    const form = await openReady(page, site.url);
    await form.prompt.fill("life is not");
    const answer = await answerOf(page);
    await form.share.click();
    const link = await page.getByLabel("Link", { exact: true }).inputValue();
    const quote = `“${cleanUp(`life is not${answer}`).trim()}”`;
    await page.getByRole("button", { name: "Send …" }).click();
    const sent: ShareData = await page.evaluate(() => Reflect.get(window, "shared"));
    expect(sent).toMatchObject({ url: link, text: quote });
    await page.getByRole("button", { name: "Copy text and link" }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${quote}\n${link}`);
    await page.getByLabel("With the text that was written").uncheck();
    await expect(page.getByRole("button", { name: "Copy text and link" })).toHaveCount(0);
  });
});

test("a text that differs is shown with the place where it does", async ({ page }) => {
  const run = {
    prompt: "life is not",
    parameters: { seed: 1, do_sample: false },
    output: [" never written by a model"],
  };
  await openReady(page, `${site.url}#${encodeSharedRun(run)}`);
  await answerOf(page);
  await expect(formOf(page).output).toContainText("the link continues with");
});

test.describe("with a foreign model", () => {
  test.use({ serviceWorkers: "block" });
  test.beforeEach(({ context }) => serveHub(context, hub));

  test("T15: opening the link asks for no weights until a click that names origin, size and revision", async ({
    page,
  }) => {
    const weights = () => hub.log.filter(({ url }) => url.includes("onnx")).length;
    await page.goto(`${site.url}#model=owner/tiny`);
    const card = page.getByRole("region", { name: "Load this model?" });
    await expect(card).toContainText("owner/tiny");
    await expect(card).toContainText("huggingface.co");
    await expect(card).toContainText(/\d+ kB/);
    await expect(card).toContainText(hub.commitOf("owner/tiny"));
    expect(weights()).toBe(0);
    await expectAccessible(page);
    await formOf(page).prompt.fill("Hello");
    await card.getByRole("button", { name: "Load model" }).click();
    await expect(formOf(page).status).toContainText("Ready");
    expect(weights()).toBeGreaterThan(0);
    await answerOf(page);
  });

  test("the way back leads to the site's own model", async ({ page }) => {
    await page.goto(`${site.url}#model=owner/tiny`);
    await page.getByRole("button", { name: "Use this site’s model" }).click();
    await expect(formOf(page).status).toContainText("Ready");
  });

  test("a model that does not exist is named, and the prompt stays", async ({ page }) => {
    await page.goto(`${site.url}#model=owner/none`);
    await formOf(page).prompt.fill("my words");
    await expect(page.getByRole("alert")).toContainText("owner/none");
    await expect(formOf(page).prompt).toHaveValue("my words");
    await page.getByRole("button", { name: "Use this site’s model" }).click();
    await expect(formOf(page).status).toContainText("Ready");
    await answerOf(page);
  });
});

for (const [name, fragment] of [
  ["damaged", "s1=AAAA"],
  ["of a later version", "s9=AAAA"],
  ["with a path as model", "model=../../etc/passwd"],
  ["with an address as model", "model=https://evil.example/x"],
] as const) {
  test(`T14: a link ${name} gives a notice and the default form`, async ({ page }) => {
    const elsewhere: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(site.url) && !request.url().startsWith("blob:")) elsewhere.push(request.url());
    });
    await openReady(page, `${site.url}#${fragment}`);
    await expect(page.getByRole("alert")).toContainText("link");
    await formOf(page).prompt.fill("life");
    await answerOf(page);
    expect(elsewhere).toEqual([]);
  });
}
