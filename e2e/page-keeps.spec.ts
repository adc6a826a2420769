import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { type Zippable, zipSync } from "fflate";
import { type FakeHub, startFakeHub } from "../src/testing/fake-hub.ts";
import { startTestSite, type TestSite } from "../src/testing/test-site.ts";
import { tinyPackage } from "../src/testing/tiny-package.ts";
import { drop } from "../src/testing/drop.ts";
import { answerOf, formOf, openReady, setParameter } from "./page/form.ts";
import { serveHub } from "./page/serve-hub.ts";

const FOLDER = "fixtures/checkpoints/bfloat/safetensors";
const CHECKPOINT = readdirSync(FOLDER).map((name) => ({
  name,
  mimeType: "application/octet-stream",
  buffer: readFileSync(join(FOLDER, name)),
}));

let site: TestSite;
let hub: FakeHub;
test.beforeAll(async () => {
  site = await startTestSite();
  hub = await startFakeHub({
    "owner/tiny": { files: await tinyPackage(["q8"]) },
    "owner/llama": {
      files: { "config.json": JSON.stringify({ model_type: "llama" }), "model.safetensors": Buffer.alloc(5000) },
    },
  });
});
test.afterAll(async () => {
  site.close();
  await hub.close();
});

async function chooseFiles(page: Page, files: typeof CHECKPOINT): Promise<void> {
  await page.getByRole("button", { name: "Open model" }).click();
  await page.getByLabel("Choose files …").setInputFiles(files);
}

async function expectOwnModel(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("quotes");
  await formOf(page).prompt.fill("life is not");
  await setParameter(page, "min_new_tokens", "3");
  await answerOf(page);
}

test("files that are none of a model change nothing: the model goes on answering beside the error", async ({
  page,
}) => {
  await openReady(page, site.url);
  const cut = CHECKPOINT.map((file) =>
    file.name === "model.safetensors" ? { ...file, buffer: file.buffer.subarray(0, 5000) } : file,
  );
  await chooseFiles(page, cut);
  const alert = page.getByRole("alert");
  await expect(alert).toContainText("model.safetensors");
  await expect(alert).toContainText("You still have quotes.");
  await expectOwnModel(page);
  await alert.getByRole("button", { name: "Close" }).click();
  await expect(alert).toHaveCount(0);
  await chooseFiles(page, CHECKPOINT);
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("quotes");
  await expect(formOf(page).status).toContainText(/Ready|Done/);
});

test("weights alone are refused by the name of what is missing, and nothing hangs", async ({ page }) => {
  await openReady(page, site.url);
  await chooseFiles(
    page,
    CHECKPOINT.filter(({ name }) => name === "model.safetensors"),
  );
  await expect(page.getByRole("alert")).toContainText("config.json is missing");
  await expectOwnModel(page);
});

const ADAPTER = "fixtures/adapters/c-attn";
const OF_A_FOLDER = { base_model_name_or_path: "/home/gpt2" };

test("an adapter says what to do with it", async ({ page }) => {
  await openReady(page, site.url);
  const config = { ...JSON.parse(readFileSync(`${ADAPTER}/adapter_config.json`, "utf8")), ...OF_A_FOLDER };
  // Of other shapes than the model that is open, which it cannot lie beside.
  const weights = readFileSync(`${ADAPTER}/adapter_model.safetensors`);
  await chooseFiles(page, [
    { name: "adapter_config.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(config)) },
    { name: "adapter_model.safetensors", mimeType: "application/octet-stream", buffer: weights },
  ]);
  await expect(page.getByRole("alert")).toContainText(`a LoRA adapter for "/home/gpt2" alone`);
  await expect(page.getByRole("alert")).toContainText("Choose the files of its base, too");
  await expectOwnModel(page);
});

const zipOf = (name: string, entries: Zippable) => ({
  name,
  mimeType: "application/zip",
  buffer: Buffer.from(zipSync(entries)),
});
const ZIPPED: Zippable = Object.fromEntries(CHECKPOINT.map(({ name, buffer }) => [name, new Uint8Array(buffer)]));

test("a zip of a checkpoint’s folder opens by choosing it, and one of an ONNX folder by dropping it", async ({
  page,
}) => {
  const form = await openReady(page, site.url);
  const heading = page.getByRole("heading", { level: 1 });
  await chooseFiles(page, [
    zipOf("fine-tuned.zip", { output: ZIPPED, "__MACOSX/output/._config.json": new Uint8Array(9) }),
  ]);
  await expect(heading).toHaveText("fine-tuned");
  await expect(form.status).toContainText("Ready");
  await setParameter(page, "min_new_tokens", "3");
  await answerOf(page);
  const ready = test.info().outputPath("ready.zip");
  const { "manifest.json": _manifest, "README.md": _card, ...model } = await tinyPackage(["q8"]);
  writeFileSync(ready, zipOf("ready.zip", { model }).buffer);
  await drop(page, { files: [ready] });
  await expect(heading).toHaveText("ready");
  await expect(form.status).toContainText(/Ready|Done/);
  await answerOf(page);
});

test("what is dropped and is no file takes no page away, and text falls into the prompt", async ({ page }) => {
  const form = await openReady(page, site.url);
  await drop(page, { items: [{ mimeType: "text/uri-list", data: `${site.url}docs.html` }] });
  await drop(page, { items: [{ mimeType: "text/uri-list", data: "file:///gpt2.zip" }] });
  await expect(page.getByRole("alert")).toContainText("handed over no files");
  await drop(page, { items: [{ mimeType: "text/plain", data: "life is" }] }, form.prompt);
  await expect(form.prompt).toHaveValue("life is");
  await expectOwnModel(page);
});

for (const [name, entries, said] of [
  ["two.zip", { a: ZIPPED, b: ZIPPED }, "two.zip: holds 2 models"],
  ["none.zip", { "photo.jpg": new Uint8Array(9) }, "none.zip: There is no config.json among the files."],
  ["evil.zip", { ...ZIPPED, "../../config.json": new Uint8Array(9) }, "evil.zip: has an entry with the name"],
] as const) {
  test(`${name} is refused by its name and the reason, and the model stays`, async ({ page }) => {
    await openReady(page, site.url);
    await chooseFiles(page, [zipOf(name, entries)]);
    await expect(page.getByRole("alert")).toContainText(said);
    await expectOwnModel(page);
  });
}

test.describe("a model of the Hub", () => {
  test.use({ serviceWorkers: "block" });
  test.beforeEach(({ context }) => serveHub(context, hub));

  const open = async (page: Page, name: string) => {
    await page.getByRole("button", { name: "Open model" }).click();
    await page.getByLabel("From the Hugging Face Hub").fill(name);
    await page.getByRole("button", { name: "Look up" }).click();
  };

  test("that is not there changes nothing, and can be closed or tried again", async ({ page }) => {
    await openReady(page, site.url);
    await open(page, "owner/none");
    const alert = page.getByRole("alert");
    await expect(alert).toContainText("owner/none");
    await expectOwnModel(page);
    await alert.getByRole("button", { name: "Try again" }).click();
    await expect(alert).toContainText("owner/none");
    await alert.getByRole("button", { name: "Close" }).click();
    await expectOwnModel(page);
  });

  test("of another architecture is refused before anyone is asked to download it", async ({ page }) => {
    await page.goto(`${site.url}#model=owner/llama`);
    await expect(page.getByRole("alert")).toContainText("llama");
    await expect(page.getByRole("button", { name: "Load model" })).toHaveCount(0);
    expect(hub.log.filter(({ url }) => /owner\/llama.*safetensors/.test(url))).toEqual([]);
  });

  test("that is asked about leaves the model at work, and goes when it is not wanted", async ({ page }) => {
    await openReady(page, site.url);
    await open(page, "owner/tiny");
    const card = page.getByRole("region", { name: "Load this model?" });
    await expect(card).toContainText("owner/tiny");
    await expectOwnModel(page);
    await card.getByRole("button", { name: "Keep quotes" }).click();
    await expect(card).toHaveCount(0);
    await expectOwnModel(page);
  });

  test("whose download breaks off gives the other one back", async ({ page, context }) => {
    await openReady(page, site.url);
    await open(page, "owner/tiny");
    await context.route(/huggingface.*onnx/, (route) => route.fulfill({ status: 404, body: "gone" }));
    await page.getByRole("button", { name: "Load model" }).click();
    await expect(page.getByRole("alert")).toContainText("You still have quotes.");
    await expectOwnModel(page);
  });

  test("that is given up in the middle gives the other one back without a word", async ({ page, context }) => {
    await openReady(page, site.url);
    await open(page, "owner/tiny");
    await context.route(/huggingface.*onnx/, () => undefined);
    await page.getByRole("button", { name: "Load model" }).click();
    await page.getByRole("button", { name: "Cancel" }).click();
    await expectOwnModel(page);
    await expect(page.getByRole("alert")).toHaveCount(0);
  });
});
