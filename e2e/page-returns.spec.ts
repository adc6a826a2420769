import { expect, type Page, test } from "@playwright/test";
import { encodeSharedRun } from "../src/contract/encode-shared-run.ts";
import { startTestSite, type TestSite } from "../src/testing/test-site.ts";
import { answerOf, formOf, openReady, setParameter } from "./page/form.ts";

let site: TestSite;
test.beforeAll(async () => {
  site = await startTestSite();
});
test.afterAll(() => site.close());

const PROMPT = "life is not";

/** A page with an answer of five tokens; a mark tells this very document from one that is loaded anew. */
async function answered(page: Page) {
  const form = await openReady(page, site.url);
  await form.prompt.fill(PROMPT);
  await setParameter(page, "max_new_tokens", "5");
  await setParameter(page, "min_new_tokens", "5");
  const answer = await answerOf(page);
  await page.evaluate(() => document.documentElement.setAttribute("data-mark", ""));
  return { form, answer };
}

const isSameDocument = (page: Page) => page.evaluate(() => document.documentElement.hasAttribute("data-mark"));

/** What stood there stands there again, can be shared as it was, and goes on. */
async function expectBack(page: Page, answer: string): Promise<void> {
  const form = formOf(page);
  await expect(form.prompt).toHaveValue(PROMPT);
  await expect(form.answer).toHaveText(answer);
  await expect(page.getByLabel("max_new_tokens", { exact: true })).toHaveValue("5");
  await form.share.click();
  const link = await page.getByLabel("Link", { exact: true }).inputValue();
  await page.keyboard.press("Escape");
  const other = await page.context().newPage();
  await other.goto(link);
  await expect(formOf(other).output).toContainText(`${PROMPT}${answer}`);
  await other.close();
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(form.status).toContainText("Done");
  const longer = (await form.answer.textContent()) ?? "";
  expect(longer.startsWith(answer)).toBe(true);
  expect(longer.length).toBeGreaterThan(answer.length);
}

test("a reload keeps the last answer, to share and to continue, and the history once", async ({ page }) => {
  const { answer } = await answered(page);
  await page.reload();
  await setParameter(page, "seed", "");
  expect(await isSameDocument(page)).toBe(false);
  await expectBack(page, answer);
  await page.getByRole("button", { name: "History", exact: true }).click();
  await expect(page.getByRole("dialog").getByRole("listitem")).toHaveCount(2);
});

test("an address that is opened anew brings the prompt back, and no answer", async ({ page }) => {
  const { form, answer } = await answered(page);
  await page.goto(site.url);
  await expect(form.prompt).toHaveValue(PROMPT);
  await expect(form.output).not.toContainText(answer);
});

test("Back from another page finds the answer", async ({ page }) => {
  const { answer } = await answered(page);
  await page.goto(`${site.url}docs.html`);
  await page.goBack();
  await setParameter(page, "seed", "");
  expect(await isSameDocument(page)).toBe(false);
  await expectBack(page, answer);
});

test("Back from a link that was opened in the same tab finds the answer, and Forward the link's text", async ({
  page,
}) => {
  const { form, answer } = await answered(page);
  const shared = encodeSharedRun({ prompt: "love is", parameters: {}, output: [" blind."] });
  await page.evaluate((fragment) => {
    location.hash = fragment;
  }, shared);
  await expect(form.output).toContainText("love is blind.");
  expect(await isSameDocument(page)).toBe(true);
  await page.evaluate(() => history.back());
  await expect(form.answer).toHaveText(answer);
  await expect(form.prompt).toHaveValue(PROMPT);
  await page.evaluate(() => history.forward());
  await expect(form.output).toContainText("love is blind.");
  await page.evaluate(() => history.back());
  await expect(form.answer).toHaveText(answer);
  await setParameter(page, "seed", "");
  await expectBack(page, answer);
});

test.describe("where storage is refused", () => {
  test.beforeEach(({ page }) =>
    page.addInitScript(() => {
      for (const name of ["sessionStorage", "localStorage"] as const) {
        Object.defineProperty(window, name, {
          get() {
            throw new DOMException("refused", "SecurityError");
          },
        });
      }
    }),
  );

  test("the page writes, and a reload begins anew", async ({ page }) => {
    const { form, answer } = await answered(page);
    await page.reload();
    await expect(form.status).toContainText("Ready");
    await expect(form.output).not.toContainText(answer);
    await answerOf(page);
  });
});

test.describe("the installed app", () => {
  test.beforeEach(({ page }) =>
    // Headless browsers install no apps: what the system would hand over is handed over by the test.
    page.addInitScript(() => {
      const setConsumer = (consume: (launch: { targetURL: string }) => void) => {
        addEventListener("test-launch", (event) => {
          if (event instanceof CustomEvent) consume({ targetURL: new URL(event.detail, location.href).href });
        });
      };
      Object.defineProperty(window, "launchQueue", { value: { setConsumer } });
    }),
  );

  const launch = (page: Page, address: string) =>
    page.evaluate((detail) => dispatchEvent(new CustomEvent("test-launch", { detail })), address);

  test("takes shared text, title and address into the open page, and gives the prompt back", async ({ page }) => {
    const { form, answer } = await answered(page);
    for (const [query, prompt] of [
      ["?text=a+text", "a text"],
      ["?title=a+title", "a title"],
      ["?url=https%3A%2F%2Fa.example%2F", "https://a.example/"],
      ["?title=a+title&text=a+text&url=https%3A%2F%2Fa.example%2F", "a text"],
    ] as const) {
      await form.prompt.fill("mine");
      await launch(page, `./${query}`);
      await expect(form.prompt).toHaveValue(prompt);
      await expect(form.prompt).toBeFocused();
      await page.getByRole("button", { name: "Restore my prompt" }).click();
      await expect(form.prompt).toHaveValue("mine");
    }
    await expect(form.answer).toHaveText(answer);
    expect(await isSameDocument(page)).toBe(true);
    await launch(page, "./?text=kept+over+a+reload");
    // The browser reloads the address that it knows of: not while the new one is on its way to it.
    await expect(form.prompt).toHaveValue("kept over a reload");
    await expect(page).toHaveURL(/kept\+over/);
    await page.reload();
    await launch(page, "./?text=kept+over+a+reload");
    await expect(form.prompt).toHaveValue("kept over a reload");
    await expect(form.answer).toHaveText(answer);
  });

  test("its shortcuts lose nothing: one shows the form, one the API, and Back finds the answer", async ({ page }) => {
    const { form, answer } = await answered(page);
    await launch(page, "./");
    await expect(form.prompt).toBeFocused();
    await expect(form.answer).toHaveText(answer);
    await launch(page, "./docs.html");
    await page.waitForURL("**/docs.html");
    await page.goBack();
    await expect(form.prompt).toHaveValue(PROMPT);
    await expect(form.answer).toHaveText(answer);
  });
});
