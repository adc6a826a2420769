import { expect, test } from "@playwright/test";
import type { FailureCode } from "../src/contract/failure-parameters.ts";
import { tellInEnglish } from "../src/contract/tell-in-english.ts";
import { generate, load, under, unwrap } from "../src/testing/engine-page/play.ts";
import { type EngineSite, startEngineSite } from "../src/testing/engine-page/site.ts";
import { type FakeHub, htmlFault, startFakeHub, statusFault } from "../src/testing/fake-hub.ts";
import { type FileMap, tinyCheckpoint, tinyPackage } from "../src/testing/tiny-package.ts";

const TINY = { kind: "site", path: "models/tiny" } as const;
let site: EngineSite;
let hub: FakeHub;

const text = (content: string) => new TextEncoder().encode(content);

/** A package without its manifest, as a repository of somebody else's export. */
function foreign(files: FileMap): FileMap {
  return Object.fromEntries(Object.entries(files).filter(([path]) => path !== "manifest.json"));
}

test.beforeAll(async () => {
  const tiny = await tinyPackage(["q8", "fp32"]);
  const { tensor } = tinyCheckpoint();
  const notANumber = await tinyPackage(["fp32"], {
    tensor: async (name) => (name === "ln_f.bias" ? (await tensor(name)).fill(Number.NaN) : tensor(name)),
  });
  const ids = Object.fromEntries(Array.from({ length: 300 }, (_, id) => [`t${id}`, id]));
  const tokenizer = JSON.stringify({ model: { type: "BPE", vocab: ids, merges: [] }, added_tokens: [] });
  site = await startEngineSite({
    ...under("models/tiny", tiny),
    ...under("models/nan", notANumber),
    "models/html/manifest.json": text("<!doctype html><title>Not found</title>"),
  });
  const files = foreign(tiny);
  hub = await startFakeHub({
    "owner/stock": { files },
    "owner/other-tokenizer": { files: { ...files, "tokenizer.json": text(tokenizer) } },
    "owner/llama": { files: { ...files, "config.json": text(JSON.stringify({ model_type: "llama" })) } },
    "owner/no-weights": { files: { "README.md": "# Nothing", "config.json": text("{}") } },
    "owner/no-tokenizer": {
      files: Object.fromEntries(Object.entries(files).filter(([path]) => !path.startsWith("tokenizer"))),
    },
    "owner/broken-graph": { files: { ...files, "onnx/model_quantized.onnx": new Uint8Array(2000).fill(7) } },
  });
});
test.afterAll(async () => {
  await site.close();
  await hub.close();
});
test.beforeEach(async ({ page }) => {
  hub.intercept(undefined);
  await page.goto(`${site.url}?hub=${hub.url}`);
});

const repo = (name: string) => ({ kind: "hub", repo: `owner/${name}` }) as const;

test("runs a Hub repository with stock ONNX files on ONNX Runtime", async ({ page }) => {
  const info = unwrap(await load(page, repo("stock")));
  expect(info).toMatchObject({
    name: "owner/stock",
    backend: { backend: "onnx-wasm" },
    commit: hub.commitOf("owner/stock"),
  });
  const { outcome } = await generate(page, "Hello", { max_new_tokens: 6 });
  expect(unwrap(outcome).completion_tokens).toBe(6);
});

for (const [name, source, code] of [
  ["an unknown model", repo("unknown"), "unauthorized"],
  ["an unknown folder", { kind: "site", path: "models/unknown" }, "model_not_found"],
  ["HTML instead of JSON", { kind: "site", path: "models/html" }, "malformed_file"],
  ["a repository without usable files", repo("no-weights"), "no_usable_files"],
  ["a repository without a tokenizer", repo("no-tokenizer"), "no_usable_files"],
  ["another architecture", repo("llama"), "unsupported_architecture"],
  ["a tokenizer that does not fit the model", repo("other-tokenizer"), "tokenizer_mismatch"],
  ["a graph that is none", repo("broken-graph"), "malformed_file"],
  ["NaN logits", { kind: "site", path: "models/nan" }, "nan_logits"],
  ["a name that would leave its folder", { kind: "site", path: "../../etc" }, "bad_request"],
] as const satisfies readonly (readonly [string, object, FailureCode])[]) {
  test(`refuses ${name}, says what to do, and the next model works`, async ({ page }) => {
    const outcome = await load(page, source);
    expect(outcome).toMatchObject({ ok: false, failure: { code } });
    if (!outcome.ok) {
      const { message, hint = "" } = tellInEnglish(outcome.failure);
      expect(message.length).toBeGreaterThan(20);
      expect(hint).toMatch(/\w+ \w+/);
    }
    unwrap(await load(page, TINY));
    expect(unwrap((await generate(page, "Hello", { max_new_tokens: 3 })).outcome).completion_tokens).toBe(3);
  });
}

test("F17: tells a rate limit, a sign-in page and a missing revision apart", async ({ page }) => {
  hub.intercept(statusFault(/api/, 429, { "Retry-After": "1" }));
  expect(await load(page, repo("stock"))).toMatchObject({ ok: false, failure: { code: "rate_limited" } });
  hub.intercept(htmlFault(/api/));
  expect(await load(page, repo("stock"))).toMatchObject({ ok: false, failure: { code: "malformed_file" } });
  hub.intercept(undefined);
  expect(await load(page, { ...repo("stock"), revision: "nowhere" })).toMatchObject({
    ok: false,
    failure: { code: "model_not_found" },
  });
});

test("answers every bad request with the field's name, and the next one works", async ({ page }) => {
  unwrap(await load(page, TINY));
  for (const [parameters, field] of [
    [{ top_p: 1.5 }, "parameters.top_p"],
    [{ temperature: 0 }, "parameters.temperature"],
    [{ max_length: -3 }, "parameters.max_length"],
  ] as const) {
    const { outcome } = await generate(page, "Hello", parameters);
    expect(outcome).toMatchObject({ ok: false, failure: { code: "bad_request", subject: field } });
  }
  expect((await generate(page, "Hello", { max_new_tokens: 3 })).outcome.ok).toBe(true);
});

test("takes long, broken and right-to-left text", async ({ page }) => {
  unwrap(await load(page, TINY));
  for (const prompt of ["a\ud800b", "مرحبا بالعالم", "👩‍👩‍👧 <b>bold</b>", "\u0000\u001b[31m"]) {
    expect(unwrap((await generate(page, prompt, { max_new_tokens: 3 })).outcome).completion_tokens).toBe(3);
  }
  const long = unwrap((await generate(page, "word ".repeat(200_000), { max_new_tokens: 3 })).outcome);
  expect(long.dropped_tokens).toBeGreaterThan(900_000);
});

test("F21: a page that crashed while loading says so on the next one", async ({ page, context }) => {
  await page.route("**/model_quantized.onnx", () => undefined);
  await page.evaluate((source) => {
    void window.watch.around(source, () => window.engine.load(source, {}, () => undefined));
  }, TINY);
  await expect.poll(() => page.evaluate(() => localStorage.length)).toBe(1);
  const session = await context.newCDPSession(page);
  void session.send("Page.crash").catch(() => undefined);
  await page.waitForEvent("crash");
  const next = await context.newPage();
  await next.goto(site.url);
  await expect.poll(() => next.evaluate(() => window.watch.crashed())).toEqual(TINY);
});
