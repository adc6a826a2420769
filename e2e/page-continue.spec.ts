import { expect, type Page, test } from "@playwright/test";
import { startStaticServer } from "../scripts/static-server.ts";
import { type Chain, chainFiles } from "../src/convert/read/testing/chain-checkpoint.ts";
import { answerOf, type formOf, openReady, setParameter } from "./page/form.ts";

const END = 256;
/** After `!` come the four bytes of an emoji, one token each, and then the end. */
const EMOJI: Chain = {
  links: [
    [0x21, 0xf0],
    [0xf0, 0x9f],
    [0x9f, 0x98],
    [0x98, 0x80],
    [0x80, END],
  ],
  special: ["<|end|>"],
  config: { bos_token_id: END, eos_token_id: END },
};

let site: Awaited<ReturnType<typeof startStaticServer>>;
test.beforeAll(async () => {
  site = await startStaticServer({ root: "dist", base: "/" });
});
test.afterAll(() => {
  site.server.closeAllConnections();
  site.server.close();
});

async function openChain(page: Page, chain: Chain): Promise<ReturnType<typeof formOf>> {
  const form = await openReady(page, site.url);
  await page.getByRole("button", { name: "Open model" }).click();
  const files = Object.entries(chainFiles(chain)).map(([name, content]) => ({
    name,
    mimeType: "application/octet-stream",
    buffer: Buffer.from(content),
  }));
  await page.getByLabel("Choose files …").setInputFiles(files);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("My model");
  await expect(form.status).toContainText("Ready");
  return form;
}

test("Continue finishes a character that was begun, and the history runs it again with the same tokens", async ({
  page,
}) => {
  const form = await openChain(page, EMOJI);
  await form.prompt.fill("!");
  await setParameter(page, "max_new_tokens", "2");
  expect(await answerOf(page)).toBe("\uFFFD");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(form.answer).toHaveText("😀");
  await expect(form.output).not.toContainText("\uFFFD");

  await page.getByRole("button", { name: "History" }).click();
  await page.getByRole("dialog").getByRole("listitem").first().getByRole("button").click();
  await form.generate.click();
  await expect(form.output).toContainText("The same text as before.");
  await expect(form.answer).toHaveText("😀");
});

test("names the settings of a model that have no part in its texts", async ({ page }) => {
  const form = await openChain(page, { ...EMOJI, generation: { eos_token_id: END, guidance_scale: 1.5 } });
  await form.prompt.fill("!");
  await form.generate.click();
  await expect(form.output).toContainText("guidance_scale");
});
