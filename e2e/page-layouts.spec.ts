import { expect, test } from "@playwright/test";
import { gzipSync, zipSync } from "fflate";
import type { NamedBytes } from "../src/contract/bytes.ts";
import { file } from "../src/convert/read/testing/binary.ts";
import { knownForm } from "../src/convert/read/testing/known-forms.ts";
import { inNanoGpt } from "../src/convert/read/testing/other-forms.ts";
import { type FakeHub, startFakeHub } from "../src/testing/fake-hub.ts";
import { startTestSite, type TestSite } from "../src/testing/test-site.ts";
import { writeTar } from "../src/testing/write-tar.ts";
import { chooseFiles } from "./page/choose-files.ts";
import { bytesByPath, expectWritten } from "./page/known-form.ts";
import { openReady } from "./page/form.ts";
import { serveHub } from "./page/serve-hub.ts";

type Files = readonly NamedBytes[];

const { files: CHECKPOINT, expected } = knownForm("english");
const pick = (...names: string[]) => CHECKPOINT.filter(({ path }) => names.includes(path));
const CONFIG = pick("config.json");
const WEIGHTS = pick("model.safetensors");
const TOKENIZER = pick("tokenizer.json", "tokenizer_config.json");

const inFolder = (folder: string, files: Files): Files =>
  files.map(({ path, bytes }) => ({ path: `${folder}/${path}`, bytes }));
const zipped = async (files: Files) => zipSync(await bytesByPath(files));
const tarred = async (files: Files) =>
  writeTar(Object.entries(await bytesByPath(files)).map(([name, content]) => ({ name, content })));

/** One model in the layouts that people have it in; what is chosen in several steps lacks something until the last. */
const CHOSEN: readonly (readonly [string, () => Promise<readonly Files[]>])[] = [
  ["its files one by one", async () => [WEIGHTS, TOKENIZER, CONFIG]],
  ["nanoGPT's, and then a tokenizer", async () => [(await inNanoGpt(CHECKPOINT)).slice(-1), TOKENIZER]],
  [
    "a zip of a Trainer's folder",
    async () => {
      const run = [
        ...inFolder("run/checkpoint-20", [...CONFIG, ...WEIGHTS, file("optimizer.pt", "x")]),
        ...inFolder("run/checkpoint-3", [...CONFIG, file("model.safetensors", "older")]),
        ...inFolder("run", TOKENIZER),
      ];
      return [[file("run.zip", await zipped(run))]];
    },
  ],
  ["a tar", async () => [[file("gpt2.tar", await tarred(inFolder("gpt2", CHECKPOINT)))]]],
  ["a packed tar", async () => [[file("gpt2.tar.gz", gzipSync(await tarred(inFolder("gpt2", CHECKPOINT))))]]],
];
const ON_HUB: Readonly<Record<string, Files>> = {
  checkpoints: [...inFolder("checkpoint-20", [...CONFIG, ...WEIGHTS]), ...TOKENIZER],
  folders: [...inFolder("model", [...CONFIG, ...WEIGHTS]), ...inFolder("tokenizer", TOKENIZER)],
};

let site: TestSite;
let hub: FakeHub;
test.beforeAll(async () => {
  site = await startTestSite();
  const repos = Object.entries(ON_HUB).map(async ([name, files]) => {
    return [`owner/${name}`, { files: await bytesByPath(files) }] as const;
  });
  hub = await startFakeHub(Object.fromEntries(await Promise.all(repos)));
});
test.afterAll(async () => {
  site.close();
  await hub.close();
});
test.use({ serviceWorkers: "block" });
test.beforeEach(({ context }) => serveHub(context, hub));

for (const [name, makeChoices] of CHOSEN) {
  test(`opens ${name}, chosen from this device`, async ({ page }) => {
    await openReady(page, site.url);
    const choices = await makeChoices();
    for (const [index, files] of choices.entries()) {
      await chooseFiles(page, files);
      if (index < choices.length - 1) await expect(page.getByRole("alert")).toContainText(/config\.json|tokenizer/);
    }
    await expectWritten(page, /^(?:My model|run|gpt2)$/, expected);
  });
}

for (const name of Object.keys(ON_HUB)) {
  test(`opens what is on the Hub as ${name}, after a click`, async ({ page }) => {
    await page.goto(`${site.url}#model=owner/${name}`);
    await page.getByRole("button", { name: "Load model" }).click();
    await expectWritten(page, `owner/${name}`, expected);
  });
}
