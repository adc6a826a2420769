import { expect, test } from "@playwright/test";
import type { Chain } from "../src/convert/read/testing/chain-checkpoint.ts";
import { startTestSite, type TestSite } from "../src/testing/test-site.ts";
import { answerOf, setParameter } from "./page/form.ts";
import { openChain } from "./page/open-chain.ts";

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

let site: TestSite;
test.beforeAll(async () => {
  site = await startTestSite({ base: "/" });
});
test.afterAll(() => site.close());

test("Continue finishes a character that was begun, and the history runs it again with the same tokens", async ({
  page,
}) => {
  const form = await openChain(page, site.url, EMOJI);
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
  const form = await openChain(page, site.url, { ...EMOJI, generation: { eos_token_id: END, guidance_scale: 1.5 } });
  await form.prompt.fill("!");
  await form.generate.click();
  await expect(form.output).toContainText("guidance_scale");
});
