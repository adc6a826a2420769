import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { zipSync } from "fflate";
import { type FakeHub, startFakeHub } from "../src/testing/fake-hub.ts";
import { startTestSite, type TestSite } from "../src/testing/test-site.ts";
import { drop } from "../src/testing/drop.ts";
import { expectAccessible } from "./page/axe.ts";
import { answerOf, formOf, openReady, setParameter } from "./page/form.ts";
import { serveHub } from "./page/serve-hub.ts";

/** The files of a fixture, but for what is expected of them. */
function filesOf(folder: string): Record<string, Buffer> {
  const names = readdirSync(folder).filter((name) => name !== "expected.json");
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name))]));
}
const BASE = filesOf("fixtures/checkpoints/plain/safetensors");
const ADAPTER = filesOf("fixtures/adapters/bias-all");
/** One that changes no weights, and can be kept apart. */
const APART = filesOf("fixtures/adapters/c-attn-bin");
/** What PEFT's logits in its `expected.json` say comes next, and, as the base's, does not without the adapter. */
const NEXT = { prompt: "The", text: "U" };
const chosen = (files: Record<string, Buffer>) =>
  Object.entries(files).map(([name, buffer]) => ({ name, mimeType: "application/octet-stream", buffer }));

let site: TestSite;
let hub: FakeHub;
test.beforeAll(async () => {
  site = await startTestSite();
  hub = await startFakeHub({
    "owner/adapter": { files: ADAPTER },
    "owner/plain": { files: BASE },
    "owner/ia3": {
      files: {
        ...ADAPTER,
        "adapter_config.json": '{"peft_type":"IA3","base_model_name_or_path":"owner/plain"}',
      },
    },
  });
});
test.afterAll(async () => {
  site.close();
  await hub.close();
});
test.use({ serviceWorkers: "block" });
test.beforeEach(({ context }) => serveHub(context, hub));

/** The name of files from the device. */
const OWN = /^(?:My model|plain|adapter)/;
const weightsAsked = () => hub.log.filter(({ url }) => /resolve.*\.safetensors/.test(url)).length;

async function expectAdapted(page: Page, name: string | RegExp): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await expect(formOf(page).status).toContainText("Ready");
  await formOf(page).prompt.fill(NEXT.prompt);
  await setParameter(page, "top_k", "1");
  await setParameter(page, "max_new_tokens", "1");
  // PEFT takes the prompt's tokens as they are.
  await page.getByLabel("token_healing", { exact: true }).uncheck();
  expect(await answerOf(page)).toBe(NEXT.text);
}

test("a link to an adapter asks for it and for its base by both sizes, and keeps one package of the two", async ({
  page,
}) => {
  const before = weightsAsked();
  await page.goto(`${site.url}#model=owner/adapter`);
  const card = page.getByRole("region", { name: "Load this model?" });
  await expect(card).toContainText("owner/adapter");
  await expect(card).toContainText("Trained on");
  await expect(card).toContainText(/owner\/plain · 19\d kB/);
  await expect(card).toContainText(/20\d kB/);
  expect(weightsAsked()).toBe(before);
  await card.getByRole("button", { name: "Load model" }).click();
  await expectAdapted(page, "owner/adapter");
  expect(weightsAsked()).toBe(before + 2);
  await page.reload();
  await expectAdapted(page, "owner/adapter");
  expect(weightsAsked()).toBe(before + 2);
});

test("files of an adapter alone ask for its base from the Hub", async ({ page }) => {
  await openReady(page, site.url);
  await page.getByRole("button", { name: "Open model" }).click();
  await page.getByLabel("Choose files …").setInputFiles(chosen(ADAPTER));
  const card = page.getByRole("region", { name: "Load this model?" });
  await expect(card).toContainText("owner/plain");
  await card.getByRole("button", { name: "Load model" }).click();
  await expectAdapted(page, OWN);
});

test("files of an adapter and its base open without a word to the Hub", async ({ page }) => {
  const before = hub.log.length;
  await openReady(page, site.url);
  await page.getByRole("button", { name: "Open model" }).click();
  await page.getByLabel("Choose files …").setInputFiles(chosen({ ...BASE, ...ADAPTER }));
  await expectAdapted(page, OWN);
  expect(hub.log.length).toBe(before);
});

test("a zip of an adapter and its base is opened by dropping it", async ({ page }) => {
  await openReady(page, site.url);
  const zip = test.info().outputPath("adapter-and-base.zip");
  const entries = (folder: string, files: Record<string, Buffer>) =>
    Object.entries(files).map(([name, bytes]) => [`all/${folder}/${name}`, new Uint8Array(bytes)] as const);
  writeFileSync(zip, zipSync(Object.fromEntries([...entries("gpt2", BASE), ...entries("lora", ADAPTER)])));
  await drop(page, { files: [zip] });
  await expectAdapted(page, "adapter-and-base");
});

test("an adapter lies beside its open base: chosen by a press, there after a reload, removed under Storage", async ({
  page,
}) => {
  const before = weightsAsked();
  await page.goto(`${site.url}#model=owner/plain`);
  await page.getByRole("button", { name: "Load model" }).click();
  await expect(formOf(page).status).toContainText("Ready");
  await formOf(page).prompt.fill("Life is not");
  await setParameter(page, "top_k", "1");
  await setParameter(page, "max_new_tokens", "1");
  await page.getByLabel("token_healing", { exact: true }).uncheck();
  const alone = await answerOf(page);
  await page.getByRole("button", { name: "Open model" }).click();
  await page.getByLabel("Choose files …").setInputFiles(chosen(APART));
  await expect(page.getByRole("radio", { name: "My adapter", exact: true })).toBeChecked();
  await expectAccessible(page, "fieldset");
  const adapted = await answerOf(page);
  expect(adapted).not.toBe(alone);
  await page.getByText("Base", { exact: true }).click();
  expect(await answerOf(page)).toBe(alone);
  await page.getByText("My adapter", { exact: true }).click();
  await page.reload();
  await expect(page.getByRole("radio", { name: "My adapter", exact: true })).toBeChecked();
  expect(await answerOf(page)).toBe(adapted);
  // The base's own, once.
  expect(weightsAsked()).toBe(before + 1);
  await page.getByRole("button", { name: "Storage" }).click();
  await page.getByRole("button", { name: "Delete My adapter", exact: true }).click();
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("radio")).toHaveCount(0);
});

test("an adapter that cannot be merged is refused by the name of its kind before its weights are asked for", async ({
  page,
}) => {
  const before = weightsAsked();
  await page.goto(`${site.url}#model=owner/ia3`);
  await expect(page.getByRole("alert")).toContainText('peft_type "IA3" is not supported.');
  expect(weightsAsked()).toBe(before);
});
