import { mkdtemp, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { ownText } from "../src/cli/testing/own-text.ts";
import { at } from "../src/contract/at.ts";
import type { Dtype } from "../src/contract/dtypes.ts";
import { readCheckpoint } from "../src/convert/read/read-checkpoint.ts";
import { fixtureFiles } from "../src/convert/read/testing/checkpoints.ts";
import { writePackage } from "../src/convert/testing/convert-fixture.ts";
import { ownPackage } from "./page/own-package.ts";
import { type StaticSite, startStaticServer } from "../src/testing/static-server.ts";

const PROMPT = "The sun";
const TOKENS = 16;
/** What visitors get. */
const OWN = "public/models/quotes";
let site: StaticSite;
let model = "";

/** A site of nothing but transformers.js as it is published, ONNX Runtime beside it, and a package of ours. */
test.beforeAll(async () => {
  const root = await mkdtemp(join(tmpdir(), "hostless-stock-"));
  const checkpoint = await readCheckpoint(fixtureFiles("untied", "safetensors"));
  model = await writePackage({ ...checkpoint, generationConfig: {} }, ["q8", "q4"]);
  await symlink(model, join(root, "model"));
  await symlink(resolve(OWN), join(root, "quotes"));
  await symlink(resolve("node_modules/@huggingface/transformers/dist"), join(root, "transformers"));
  await symlink(resolve("node_modules/onnxruntime-web/dist"), join(root, "ort"));
  await writeFile(join(root, "index.html"), "<!doctype html><title>stock</title>");
  site = await startStaticServer({ root });
});
test.afterAll(() => site.close());

/** What the stock pipeline answers in the page. @param name of the model's folder on the site */
function stockAnswer(page: Page, name: string, dtype: Dtype): Promise<unknown> {
  return page.evaluate(
    async ([place, name, dtype, prompt, tokens]) => {
      const { env, pipeline } = await import(`${place}transformers/transformers.min.js`);
      env.localModelPath = "/";
      env.allowLocalModels = true;
      env.allowRemoteModels = false;
      env.useWasmCache = false;
      env.backends.onnx.wasm.wasmPaths = `${place}ort/`;
      const generator = await pipeline("text-generation", name, { dtype, device: "wasm" });
      // The package's own settings sample and stop at its end token; what is compared is the greedy text.
      const plain = { do_sample: false, repetition_penalty: 1, min_length: 0 };
      return generator(prompt, { ...plain, max_new_tokens: tokens });
    },
    [site.url, name, dtype, PROMPT, TOKENS] as const,
  );
}

for (const dtype of ["q8", "q4"] as const) {
  test(`the stock pipeline of transformers.js in Chromium gives the text of our own loop in ${dtype}`, async ({
    page,
  }) => {
    await page.goto(site.url);
    const text = await ownText(model, dtype, PROMPT, TOKENS);
    expect(await stockAnswer(page, "model", dtype)).toEqual([{ generated_text: text }]);
  });
}

test("the stock pipeline loads the site's own model and gives its text", async ({ page }) => {
  await page.goto(site.url);
  // All of ours are known to it; 4 bits come first where the package has them, as the shipped one does.
  const { dtypes } = ownPackage();
  const dtype = dtypes.includes("q4") ? "q4" : at(dtypes, 0);
  const text = await ownText(OWN, dtype, PROMPT, TOKENS);
  expect(await stockAnswer(page, "quotes", dtype)).toEqual([{ generated_text: text }]);
});
