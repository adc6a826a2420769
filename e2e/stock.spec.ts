import { mkdtemp, symlink, writeFile } from "node:fs/promises";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "@playwright/test";
import { startStaticServer } from "../scripts/static-server.ts";
import { ownText } from "../src/cli/testing/own-text.ts";
import { readCheckpoint } from "../src/convert/read/read-checkpoint.ts";
import { fixtureFiles } from "../src/convert/read/testing/checkpoints.ts";
import { writePackage } from "../src/convert/testing/convert-fixture.ts";

const PROMPT = "The sun";
const TOKENS = 16;
let site: { server: Server; url: string };
let model = "";

/** A site of nothing but transformers.js as it is published, ONNX Runtime beside it, and a package of ours. */
test.beforeAll(async () => {
  const root = await mkdtemp(join(tmpdir(), "hostless-stock-"));
  const checkpoint = await readCheckpoint(fixtureFiles("untied", "safetensors"));
  model = await writePackage({ ...checkpoint, generationConfig: {} }, ["q8", "q4"]);
  await symlink(model, join(root, "model"));
  await symlink(resolve("node_modules/@huggingface/transformers/dist"), join(root, "transformers"));
  await symlink(resolve("node_modules/onnxruntime-web/dist"), join(root, "ort"));
  await writeFile(join(root, "index.html"), "<!doctype html><title>stock</title>");
  site = await startStaticServer({ root });
});
test.afterAll(() => void site.server.close());

for (const dtype of ["q8", "q4"] as const) {
  test(`the stock pipeline of transformers.js in Chromium gives the text of our own loop in ${dtype}`, async ({
    page,
  }) => {
    await page.goto(site.url);
    const answer = await page.evaluate(
      async ([place, dtype, prompt, tokens]) => {
        const { env, pipeline } = await import(`${place}transformers/transformers.min.js`);
        env.localModelPath = "/";
        env.allowLocalModels = true;
        env.allowRemoteModels = false;
        env.useWasmCache = false;
        env.backends.onnx.wasm.wasmPaths = `${place}ort/`;
        const generator = await pipeline("text-generation", "model", { dtype, device: "wasm" });
        return generator(prompt, { max_new_tokens: tokens, do_sample: false });
      },
      [site.url, dtype, PROMPT, TOKENS] as const,
    );
    expect(answer).toEqual([{ generated_text: await ownText(model, dtype, PROMPT, TOKENS) }]);
  });
}
