import { writeFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { zipSync } from "fflate";
import { type KnownForm, knownForms } from "../src/convert/read/testing/known-forms.ts";
import { type FakeHub, startFakeHub } from "../src/testing/fake-hub.ts";
import { startTestSite, type TestSite } from "../src/testing/test-site.ts";
import { chooseFiles } from "./page/choose-files.ts";
import { drop } from "../src/testing/drop.ts";
import { openReady } from "./page/form.ts";
import { bytesByPath, expectWritten } from "./page/known-form.ts";
import { serveHub } from "./page/serve-hub.ts";

/** The most common kinds; adapters, which need a base, are in page-adapters.spec.ts. */
const KINDS = [
  "transformers",
  "no-tokenizer",
  "nanogpt",
  "word-piece",
  "sentence-piece",
  "keras",
  "gpt-2-simple",
  "flax",
  "gguf",
] as const;
/** Whether a file holds weights, by its name. */
const WEIGHTS = /\.(?:safetensors|pt|h5|msgpack|gguf|data-00000-of-00001)(?:\?|$)/;

let site: TestSite;
let hub: FakeHub;
let forms: Readonly<Record<string, KnownForm>>;
test.beforeAll(async () => {
  site = await startTestSite();
  forms = await knownForms();
  const repos = Object.entries(forms).map(async ([name, { files }]) => {
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

const formNamed = (kind: string): KnownForm => {
  const form = forms[kind];
  if (form === undefined) throw new Error(`There is no form ${kind}.`);
  return form;
};

for (const kind of KINDS) {
  test(`${kind}: files that are chosen write what transformers writes`, async ({ page }) => {
    const { files, expected } = formNamed(kind);
    await openReady(page, site.url);
    await chooseFiles(page, files);
    await expectWritten(page, /^My model$|^my$/, expected);
  });

  test(`${kind}: a zip that is dropped writes what transformers writes`, async ({ page }) => {
    const { files, expected } = formNamed(kind);
    await openReady(page, site.url);
    const entries = Object.entries(await bytesByPath(files)).map(
      ([path, bytes]) => [`${kind}/${path}`, bytes] as const,
    );
    const zip = test.info().outputPath(`${kind}-zipped.zip`);
    writeFileSync(zip, zipSync(Object.fromEntries(entries)));
    await drop(page, { files: [zip] });
    await expectWritten(page, `${kind}-zipped`, expected);
  });

  test(`${kind}: a link to the Hub is offered before its weights are asked for, and writes what transformers writes`, async ({
    page,
  }) => {
    const { expected } = formNamed(kind);
    await page.goto(`${site.url}#model=owner/${kind}`);
    const card = page.getByRole("region", { name: "Load this model?" });
    await expect(card).toContainText(`owner/${kind}`);
    // GGUF tells all in its first bytes.
    const asked = hub.log.filter(({ url, range }) => url.includes(`/owner/${kind}/`) && WEIGHTS.test(url) && !range);
    expect(asked).toEqual([]);
    if (kind === "no-tokenizer") await expect(card).toContainText("GPT-2’s own tokenizer is used");
    await card.getByRole("button", { name: "Load model" }).click();
    await expectWritten(page, `owner/${kind}`, expected);
  });
}
