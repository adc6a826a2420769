import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { gzipSync, zipSync } from "fflate";
import { fixtureFiles } from "../src/convert/read/testing/checkpoints.ts";
import { readSafetensors } from "../src/convert/read/safetensors.ts";
import { loadTensor } from "../src/convert/read/load-tensor.ts";
import { asTorch } from "../src/convert/read/testing/write-llmc.ts";
import { op, pickledDict, stateDict, wholePickle } from "../src/convert/read/testing/write-pickle.ts";
import type { TinyTensor } from "../src/convert/read/testing/write-safetensors.ts";
import { torchEntries } from "../src/convert/read/testing/write-torch.ts";
import { writeZip } from "../src/convert/read/testing/write-zip.ts";
import { type FakeHub, startFakeHub } from "../src/testing/fake-hub.ts";
import { startTestSite, type TestSite } from "../src/testing/test-site.ts";
import { writeTar } from "../src/testing/write-tar.ts";
import { answerOf, formOf, openReady, setParameter } from "./page/form.ts";
import { serveHub } from "./page/serve-hub.ts";

type Files = Readonly<Record<string, string | Uint8Array>>;

const FOLDER = "fixtures/checkpoints/plain/safetensors";
const pick = (...names: string[]): Files =>
  Object.fromEntries(names.map((name) => [name, new Uint8Array(readFileSync(join(FOLDER, name)))]));
const CONFIG = pick("config.json");
const WEIGHTS = pick("model.safetensors");
const TOKENIZER = pick("tokenizer.json", "tokenizer_config.json");
const CHECKPOINT = { ...CONFIG, ...TOKENIZER, ...WEIGHTS };

const numbers = (given: Readonly<Record<string, number>>) =>
  pickledDict(Object.entries(given).map(([name, value]) => [name, op.int(value)]));

/** The same weights as nanoGPT saves them. */
async function nanoGpt(): Promise<Uint8Array> {
  const file = fixtureFiles("plain", "safetensors").find(({ path }) => path === "model.safetensors");
  if (file === undefined) throw new Error("The fixture has no weights.");
  const tensors = (await readSafetensors(file)).map(async (stored): Promise<TinyTensor> => {
    const tensor = { name: `_orig_mod.${stored.name}`, shape: stored.shape, values: [...(await loadTensor(stored))] };
    const isLinear = /\.c_\w+\.weight$/.test(stored.name);
    return isLinear ? { ...tensor, shape: [...stored.shape].reverse(), values: asTorch(tensor) } : tensor;
  });
  const all = await Promise.all(tensors);
  const { n_head } = JSON.parse(readFileSync(join(FOLDER, "config.json"), "utf8"));
  const root = pickledDict([
    ["model", stateDict(all)],
    ["model_args", numbers({ n_head })],
  ]);
  return writeZip(torchEntries(wholePickle(root), all));
}
const NANOGPT = { "ckpt.pt": await nanoGpt() };

const inFolder = (folder: string, files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([name, file]) => [`${folder}/${name}`, file]));
const bytesOf = (file: string | Uint8Array) => (typeof file === "string" ? new TextEncoder().encode(file) : file);
const zipped = (files: Files) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, file]) => [name, bytesOf(file)])));
const tarred = (files: Files) => writeTar(Object.entries(files).map(([name, content]) => ({ name, content })));

/** One model in the forms that people have it in; what is chosen in several steps lacks something until the last. */
const CHOSEN: readonly (readonly [string, ...Files[]])[] = [
  ["a checkpoint of transformers", CHECKPOINT],
  ["its files one by one", WEIGHTS, TOKENIZER, CONFIG],
  ["nanoGPT's, with a tokenizer", { ...NANOGPT, ...TOKENIZER }],
  [
    "a zip of a Trainer's folder",
    {
      "run.zip": zipped({
        ...inFolder("run/checkpoint-20", { ...CONFIG, ...WEIGHTS, "optimizer.pt": "x" }),
        ...inFolder("run/checkpoint-3", { ...CONFIG, "model.safetensors": "older" }),
        ...inFolder("run", TOKENIZER),
      }),
    },
  ],
  ["a tar", { "gpt2.tar": tarred(inFolder("gpt2", CHECKPOINT)) }],
  ["a packed tar", { "gpt2.tar.gz": gzipSync(tarred(inFolder("gpt2", CHECKPOINT))) }],
];
const ON_HUB: Readonly<Record<string, Files>> = {
  plain: CHECKPOINT,
  checkpoints: { ...inFolder("checkpoint-20", { ...CONFIG, ...WEIGHTS }), ...TOKENIZER },
  folders: { ...inFolder("model", { ...CONFIG, ...WEIGHTS }), ...inFolder("tokenizer", TOKENIZER) },
  nanogpt: { ...NANOGPT, ...TOKENIZER },
};

let site: TestSite;
let hub: FakeHub;
test.beforeAll(async () => {
  site = await startTestSite();
  hub = await startFakeHub(
    Object.fromEntries(Object.entries(ON_HUB).map(([name, files]) => [`owner/${name}`, { files }])),
  );
});
test.afterAll(async () => {
  site.close();
  await hub.close();
});
test.use({ serviceWorkers: "block" });
test.beforeEach(({ context }) => serveHub(context, hub));

/** What the model that was opened writes after a prompt. */
async function writtenBy(page: Page, name: string | RegExp): Promise<string> {
  const form = formOf(page);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await expect(form.status).toContainText("Ready");
  await form.prompt.fill("Life is not");
  await setParameter(page, "max_new_tokens", "8");
  await setParameter(page, "min_new_tokens", "8");
  await setParameter(page, "top_k", "1");
  return answerOf(page);
}

async function choose(page: Page, files: Files): Promise<void> {
  await page.getByRole("button", { name: "Open model" }).click();
  const chosen = Object.entries(files).map(([name, file]) => ({
    name,
    mimeType: "application/octet-stream",
    buffer: Buffer.from(bytesOf(file)),
  }));
  await page.getByLabel("Choose files …").setInputFiles(chosen);
}

/** What all of these write; asked of the first form only once. */
let written: string | undefined;
function expectSame(text: string): void {
  written ??= text;
  expect(text).toBe(written);
  expect(text.length).toBeGreaterThan(3);
}

for (const [name, ...choices] of CHOSEN) {
  test(`opens ${name}, chosen from this device`, async ({ page }) => {
    await openReady(page, site.url);
    for (const [index, files] of choices.entries()) {
      await choose(page, files);
      if (index < choices.length - 1) await expect(page.getByRole("alert")).toContainText(/config\.json|tokenizer/);
    }
    expectSame(await writtenBy(page, /^(?:My model|run|gpt2)$/));
  });
}

for (const name of Object.keys(ON_HUB)) {
  test(`opens what is on the Hub as ${name}, after a click`, async ({ page }) => {
    await page.goto(`${site.url}#model=owner/${name}`);
    await page.getByRole("button", { name: "Load model" }).click();
    expectSame(await writtenBy(page, `owner/${name}`));
  });
}
