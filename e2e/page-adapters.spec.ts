import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { type FakeHub, startFakeHub } from "../src/testing/fake-hub.ts";
import { startTestSite, type TestSite } from "../src/testing/test-site.ts";
import { answerOf, formOf, openReady, setParameter } from "./page/form.ts";
import { serveHub } from "./page/serve-hub.ts";

/** The files of a fixture, but for what is expected of them. */
function filesOf(folder: string): Record<string, Buffer> {
  const names = readdirSync(folder).filter((name) => name !== "expected.json");
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name))]));
}
const BASE = filesOf("fixtures/checkpoints/plain/safetensors");
const ADAPTER = filesOf("fixtures/adapters/all-linear");
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

const weightsAsked = () => hub.log.filter(({ url }) => /resolve.*\.safetensors/.test(url)).length;

async function expectAdapted(page: Page, name: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await expect(formOf(page).status).toContainText("Ready");
  await formOf(page).prompt.fill("Life is not");
  await setParameter(page, "min_new_tokens", "3");
  await answerOf(page);
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
  await expect(card).toContainText(/21\d kB/);
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
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("quotes");
  await expect(formOf(page).status).toContainText("Ready");
});

test("files of an adapter and its base open without a word to the Hub", async ({ page }) => {
  const before = hub.log.length;
  await openReady(page, site.url);
  await page.getByRole("button", { name: "Open model" }).click();
  await page.getByLabel("Choose files …").setInputFiles(chosen({ ...BASE, ...ADAPTER }));
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("quotes");
  await expect(formOf(page).status).toContainText("Ready");
  expect(hub.log.length).toBe(before);
});

test("an adapter without its base says so, and takes the base that is chosen next", async ({ page }) => {
  const config = JSON.parse(`${ADAPTER["adapter_config.json"]}`);
  const local = Buffer.from(JSON.stringify({ ...config, base_model_name_or_path: "/home/me/gpt2" }));
  await openReady(page, site.url);
  const choose = async (files: Record<string, Buffer>) => {
    await page.getByRole("button", { name: "Open model" }).click();
    await page.getByLabel("Choose files …").setInputFiles(chosen(files));
  };
  await choose({ ...ADAPTER, "adapter_config.json": local });
  await expect(page.getByRole("alert")).toContainText("Choose the files of its base, too");
  await choose(BASE);
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("quotes");
  await expect(formOf(page).status).toContainText("Ready");
});

test("an adapter that cannot be merged is refused by the name of its kind before its weights are asked for", async ({
  page,
}) => {
  const before = weightsAsked();
  await page.goto(`${site.url}#model=owner/ia3`);
  await expect(page.getByRole("alert")).toContainText('peft_type "IA3" is not supported.');
  expect(weightsAsked()).toBe(before);
});
