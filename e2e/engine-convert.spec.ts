import { readdirSync, readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import type { ModelSource } from "../src/contract/model-source.ts";
import { expectedOf, type Shape } from "../src/convert/read/testing/checkpoints.ts";
import { generate, load, unwrap } from "../src/testing/engine-page/play.ts";
import { type EngineSite, startEngineSite } from "../src/testing/engine-page/site.ts";
import { type FakeHub, startFakeHub } from "../src/testing/fake-hub.ts";
import type { FileMap } from "../src/testing/tiny-package.ts";

const REPO = { kind: "hub", repo: "owner/checkpoint" } as const;
let site: EngineSite;
let hub: FakeHub;

function filesOf(shape: Shape, format: string): FileMap {
  const folder = new URL(`../fixtures/checkpoints/${shape}/${format}/`, import.meta.url);
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder))]));
}

test.beforeAll(async () => {
  site = await startEngineSite({});
  hub = await startFakeHub({
    "owner/checkpoint": { files: filesOf("plain", "safetensors") },
    "owner/old": { files: filesOf("legacy", "old-bin") },
  });
});
test.afterAll(async () => {
  await site.close();
  await hub.close();
});
test.beforeEach(async ({ page }) => {
  await page.goto(`${site.url}?hub=${hub.url}`);
});

/** Greedy continuation of a fixture's prompts, beside PyTorch's. */
async function compare(page: Page, shape: Shape) {
  for (const { prompt, greedy } of expectedOf(shape).cases) {
    const { outcome } = await generate(page, prompt, { max_new_tokens: greedy.length, do_sample: false });
    expect(unwrap(outcome).samples[0]?.token_ids).toEqual(greedy);
  }
}

test("converts a repository that holds only safetensors, keeps the package, and converts it once", async ({ page }) => {
  const offer = unwrap(await page.evaluate((source) => window.engine.describe(source), REPO));
  expect(offer).toMatchObject({ needsConversion: true, commit: hub.commitOf("owner/checkpoint") });
  expect(offer.downloadBytes).toBeGreaterThan(10_000);
  const info = unwrap(await load(page, REPO, { dtype: "fp32" }));
  expect(info).toMatchObject({ converted: true, backend: { backend: "kernel" }, kept: { where: "opfs" } });
  expect(info.quality.fp32?.top1_agreement).toBeGreaterThan(0.9);
  const before = hub.log.length;
  await page.reload();
  expect(unwrap(await load(page, REPO, { dtype: "fp32" })).converted).toBe(true);
  expect(hub.log.slice(before).filter(({ url }) => url.includes("/resolve/"))).toEqual([]);
});

test("gives PyTorch's greedy text from a converted checkpoint", async ({ page }) => {
  unwrap(await load(page, REPO, { dtype: "fp32", backend: "onnx-wasm" }));
  await compare(page, "plain");
});

test("converts an old .bin with vocab.json and merges.txt", async ({ page }) => {
  const source: ModelSource = { kind: "hub", repo: "owner/old" };
  expect(unwrap(await load(page, source)).backend).toMatchObject({ backend: "kernel", dtype: "q8" });
});

test("converts a dropped folder on the device alone, and saves the package as a zip", async ({ page }) => {
  const files = Object.entries(filesOf("plain", "bin")).map(([name, bytes]) => [name, [...bytes]] as const);
  const before = hub.log.length;
  const saved = await page.evaluate(async (files) => {
    const named = files.map(([name, bytes]) => ({
      path: `my model/${name}`,
      bytes: new Blob([Uint8Array.from(bytes)]),
    }));
    const loaded = await window.engine.load({ kind: "files", name: "mine", files: named }, {}, () => undefined);
    const outcome = await window.engine.savePackage();
    if (!outcome.ok) return { loaded, outcome, head: [], size: 0 };
    const bytes = new Uint8Array(await outcome.value.bytes.arrayBuffer());
    return { loaded, outcome: outcome.value.name, head: [...bytes.slice(0, 4)], size: bytes.length };
  }, files);
  expect(saved.loaded).toMatchObject({ ok: true, value: { converted: true, kept: { where: "opfs" } } });
  expect(saved).toMatchObject({ outcome: "mine.zip", head: [0x50, 0x4b, 3, 4] });
  expect(saved.size).toBeGreaterThan(10_000);
  expect(hub.log.length).toBe(before);
});
