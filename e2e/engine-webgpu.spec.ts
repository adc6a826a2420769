import { makeNote } from "../src/contract/outcome.ts";
import { symlink } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type Browser, expect, type Page, test } from "@playwright/test";
import { ownText } from "../src/cli/testing/own-text.ts";
import { browserOptions } from "../src/testing/browser.ts";
import { SOFTWARE_GPU } from "../src/testing/chromium-flags.ts";
import { generate, load, under, unwrap } from "../src/testing/engine-page/play.ts";
import { type EngineSite, startEngineSite } from "../src/testing/engine-page/site.ts";
import { tinyPackage } from "../src/testing/tiny-package.ts";

test.use({ launchOptions: browserOptions(SOFTWARE_GPU) });

// Compiling ONNX Runtime and shaders without a GPU takes long on a busy machine.
test.setTimeout(600_000);

/** What visitors get. */
const OWN = "public/models/quotes";
const TINY = { kind: "site", path: "models/tiny" } as const;
let site: EngineSite;

test.beforeAll(async () => {
  site = await startEngineSite(under("models/tiny", await tinyPackage(["q8", "q4", "q4f16", "fp32"])));
});
test.afterAll(() => site.close());

for (const dtype of ["fp32", "q4"] as const) {
  test(`WebGPU gives the same greedy text as WASM with ${dtype}`, async ({ page }) => {
    await page.goto(site.url);
    const texts: string[] = [];
    for (const backend of ["onnx-webgpu", "onnx-wasm"] as const) {
      const info = unwrap(await load(page, TINY, { backend, dtype }));
      expect(info.backend).toMatchObject({ backend, dtype, reason: makeNote("chosen", {}) });
      const { outcome } = await generate(page, "Once upon", { max_new_tokens: 24 });
      texts.push(JSON.stringify(unwrap(outcome).samples.map(({ token_ids }) => token_ids)));
    }
    expect(texts[0]).toBe(texts[1]);
  });
}

test("the site's own model passes its self-test on WebGPU and writes the text of WASM", async ({ page }) => {
  await symlink(resolve(OWN), join(site.root, "models/quotes"));
  await page.goto(site.url);
  const info = unwrap(await load(page, { kind: "site", path: "models/quotes" }, { backend: "onnx-webgpu" }));
  expect(info.backend).toMatchObject({ backend: "onnx-webgpu", dtype: "q4" });
  // Without the package's own settings, as the text that it is compared with.
  const plain = { repetition_penalty: 1, min_length: 0, sequence_bias: [], token_healing: false };
  const greedy = { ...plain, do_sample: false, max_new_tokens: 12 };
  const { outcome } = await generate(page, "Life is not", greedy);
  expect(`Life is not${unwrap(outcome).samples[0]?.text}`).toBe(await ownText(OWN, "q4", "Life is not", 12));
});

test("F24, F25: without a fast GPU the CPU is chosen, and neither q4f16 without shader-f16 nor q8 goes to the GPU", async ({
  page,
}) => {
  await page.goto(site.url);
  expect(unwrap(await load(page, TINY)).backend.device).toBe("wasm");
  for (const dtype of ["q4f16", "q8"] as const) {
    expect(await load(page, TINY, { backend: "onnx-webgpu", dtype })).toMatchObject({
      ok: false,
      failure: { code: "no_backend" },
    });
  }
});

test("a browser without JSPI gets the larger build, gzipped, and the same text", async ({ page }) => {
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  await page.goto(site.url);
  await page.evaluate(() => window.engine.stored());
  await page.workers()[0]?.evaluate(() => Reflect.deleteProperty(WebAssembly, "Suspending"));
  const texts: unknown[] = [];
  for (const backend of ["onnx-webgpu", "kernel"] as const) {
    unwrap(await load(page, TINY, { backend, dtype: "fp32" }));
    texts.push(unwrap((await generate(page, "Once upon", { max_new_tokens: 8 })).outcome).samples[0]?.token_ids);
  }
  expect(texts[0]).toEqual(texts[1]);
  expect(requests.filter((url) => /ort.*\.(wasm|gz)$/.test(url))).toEqual([expect.stringMatching(/asyncify.*\.gz$/)]);
});

const SAMPLED = { max_new_tokens: 40, do_sample: true, seed: 3, token_healing: false };
const LOST = { reason: makeNote("gpu_lost", {}) };

/** Lets a page crash the GPU's process at the tenth token of a run. */
async function startCrashes(page: Page, browser: Browser) {
  const session = await browser.newBrowserCDPSession();
  await page.exposeFunction("crashGpu", () => session.send("Browser.crashGpuProcess").catch(() => undefined));
  return () =>
    page.evaluate(async (parameters) => {
      const pieces: string[] = [];
      const outcome = await window.engine.generate({ prompt: "Once upon", parameters }, 2, async ({ text, tokens }) => {
        pieces.push(text);
        if (tokens === 10) await window.crashGpu();
      });
      return { outcome, text: pieces.join("") };
    }, SAMPLED);
}

test("F26: a run in float32 that loses its GPU goes on at the CPU with the same text, and the status says so", async ({
  page,
  browser,
}) => {
  await page.goto(site.url);
  unwrap(await load(page, TINY, { backend: "onnx-webgpu", dtype: "fp32" }));
  const whole = unwrap((await generate(page, "Once upon", SAMPLED)).outcome).samples;
  const runWithCrash = await startCrashes(page, browser);
  const { outcome, text } = await runWithCrash();
  expect(unwrap(outcome)).toMatchObject({ samples: whole, backend: { backend: "onnx-wasm", dtype: "fp32", ...LOST } });
  expect(text).toBe(whole[0]?.text);
  expect(await page.evaluate(() => window.statuses.at(-1))).toMatchObject({
    kind: "restored",
    info: { backend: LOST },
  });
});

test("F26: one in 4 bits gets the GPU once more; the second loss within a minute goes to the CPU", async ({
  page,
  browser,
}) => {
  // On a busy machine a minute is short: here the page's clock takes twenty.
  await page.addInitScript(() => {
    const now = performance.now.bind(performance);
    performance.now = () => now() / 20;
  });
  await page.goto(site.url);
  unwrap(await load(page, TINY, { backend: "onnx-webgpu", dtype: "q4" }));
  const whole = unwrap((await generate(page, "Once upon", SAMPLED)).outcome).samples;
  const runWithCrash = await startCrashes(page, browser);
  const first = await runWithCrash();
  expect(unwrap(first.outcome)).toMatchObject({ samples: whole, backend: { device: "webgpu" } });
  expect(first.text).toBe(whole[0]?.text);

  const second = await runWithCrash();
  // Its beginning stays as it was, or the run fails: the kernel's text in 4 bits is another one sooner or later.
  expect(whole[0]?.text.slice(0, 10)).toBe(second.text.slice(0, 10));
  if (second.outcome.ok) expect(second.outcome.value.samples[0]?.text).toBe(second.text);
  else expect(second.outcome.failure.code).toBe("gpu_lost");
  const next = unwrap((await generate(page, "Once upon", SAMPLED)).outcome);
  expect(next.backend).toMatchObject({ backend: "kernel", ...LOST });
});
