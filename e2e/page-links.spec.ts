import { expect, type Page, test } from "@playwright/test";
import { encodeSharedRun } from "../src/contract/encode-shared-run.ts";
import { MANGLERS } from "../src/contract/testing/manglers.ts";
import { type FakeHub, startFakeHub } from "../src/testing/fake-hub.ts";
import { startTestSite, type TestSite } from "../src/testing/test-site.ts";
import { tinyPackage } from "../src/testing/tiny-package.ts";
import { answerOf, formOf, openReady, setParameter } from "./page/form.ts";
import { serveHub } from "./page/serve-hub.ts";

let site: TestSite;
let hub: FakeHub;
test.beforeAll(async () => {
  site = await startTestSite();
  const files = await tinyPackage(["q8"]);
  hub = await startFakeHub({ "owner/tiny": { files, revisions: { v1: files } }, "openai-community/gpt2": { files } });
});
test.afterAll(async () => {
  site.close();
  await hub.close();
});

/** All of them are tried without a browser; these depend on what it makes of an address. */
const TRIED = ["escaped twice", "key in upper case", "tracker behind, escaped as HTML", "tracker as a query"];
const MORE = ["zero-width space inside", "line break inside", "> behind", '" behind', "). behind"];

test("a shared run opens whatever was done to its link", async ({ page }) => {
  const run = { prompt: "life is not", parameters: { seed: 7 }, output: [" a written text"] };
  const link = `${site.url}#${encodeSharedRun(run)}`;
  for (const name of [...TRIED, ...MORE]) {
    await page.goto("about:blank");
    await page.goto(MANGLERS[name]?.(link, 0.4) ?? "");
    await expect(formOf(page).output).toContainText("life is not a written text");
    await expect(page.getByRole("alert")).toHaveCount(0);
  }
});

test("a link in which one letter changed is refused, and the form works", async ({ page }) => {
  const link = encodeSharedRun({ prompt: "life is not", parameters: { seed: 7 }, output: [" a written text"] });
  const changed = link.slice(0, 20) + (link[20] === "a" ? "b" : "a") + link.slice(21);
  const form = await openReady(page, `${site.url}#${changed}`);
  await expect(page.getByRole("alert")).toContainText("The shared link is cut or damaged.");
  await expect(form.prompt).toHaveValue("");
  await answerOf(page);
});

test.describe("a model of the Hub", () => {
  test.use({ serviceWorkers: "block" });
  test.beforeEach(({ context }) => serveHub(context, hub));

  const expectQuestion = async (page: Page, name: string, revision?: string) => {
    const card = page.getByRole("region", { name: "Load this model?" });
    await expect(card).toContainText(name);
    if (revision !== undefined) await expect(card).toContainText(hub.commitOf("owner/tiny"));
  };

  for (const [pasted, name] of [
    ["owner/tiny", "owner/tiny"],
    ["gpt2", "openai-community/gpt2"],
    ["https://huggingface.co/owner/tiny", "owner/tiny"],
    ["https://huggingface.co/owner/tiny/", "owner/tiny"],
    ["https://huggingface.co/gpt2?library=transformers", "openai-community/gpt2"],
    ["huggingface.co/owner/tiny/tree/v1", "owner/tiny"],
    ["hf.co/owner/tiny/blob/main/config.json", "owner/tiny"],
    ["https://huggingface.co/owner/tiny/resolve/v1/onnx/model_q8.onnx?download=true", "owner/tiny"],
    [" “owner/tiny@v1”. ", "owner/tiny"],
  ] as const) {
    test(`opens as ${pasted} in the dialog and in a link`, async ({ page }) => {
      await page.goto(`${site.url}#model=${pasted}`);
      await expectQuestion(page, name);
      await openReady(page, site.url);
      await page.getByRole("button", { name: "Open model" }).click();
      await page.getByLabel("From the Hugging Face Hub").fill(pasted);
      await page.getByRole("button", { name: "Look up" }).click();
      await expect(page.getByRole("dialog")).toHaveCount(0);
      await expectQuestion(page, name);
    });
  }

  test("is refused by name where an address means something else", async ({ page }) => {
    await openReady(page, site.url);
    await page.getByRole("button", { name: "Open model" }).click();
    for (const [pasted, words] of [
      ["https://huggingface.co/datasets/owner/texts", "is no model’s address"],
      ["https://evil.example/owner/tiny", "not an address of the Hugging Face Hub"],
      ["https://hf.co/owner/tiny/tree/main/../checkpoint-500", "is no model’s address"],
      ["two words", "not the name of a Hub repository"],
    ] as const) {
      await page.getByLabel("From the Hugging Face Hub").fill(pasted);
      await page.getByRole("button", { name: "Look up" }).click();
      await expect(page.getByRole("dialog").getByRole("alert")).toContainText(words);
    }
  });
});

test("the dialog says which messengers cut a long link, and offers it without the text", async ({ page }) => {
  const form = await openReady(page, site.url);
  await form.prompt.fill("life is not");
  await form.share.click();
  await expect(page.getByRole("dialog")).not.toContainText("Some messengers");
  await page.keyboard.press("Escape");
  await setParameter(page, "num_return_sequences", "16");
  await page.getByLabel("do_sample", { exact: true }).check();
  await setParameter(page, "min_new_tokens", "180");
  await setParameter(page, "max_new_tokens", "180");
  await answerOf(page);
  await form.share.click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Discord (2,000 characters), Slack (about 4,000)");
  const link = page.getByLabel("Link", { exact: true });
  expect((await link.inputValue()).length).toBeGreaterThan(3900);
  await dialog.getByRole("button", { name: /Leave the text out/ }).click();
  expect((await link.inputValue()).length).toBeLessThan(1900);
  await expect(dialog).not.toContainText("Some messengers");
  await expect(page.getByLabel("With the text that was written")).toBeFocused();
});
