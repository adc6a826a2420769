import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import type { LoadProgress } from "../src/contract/load.ts";
import { type BuiltSite, startBuiltSite, untilReady } from "../src/testing/built-site.ts";
import { startStaticServer } from "../src/testing/static-server.ts";

const WEIGHTS = /models\/quotes\/onnx\/.*onnx_data/;
const TOKENIZER = /models\/quotes\/tokenizer\.json$/;
let site: BuiltSite;

test.beforeEach(async () => {
  site = await startBuiltSite({ headers: true });
});
test.afterEach(() => site.close());

test("a first visit asks for every file of the model once", async ({ page }) => {
  await page.goto(site.url);
  await untilReady(page);
  const asked = site.server.to(/models\/quotes\//).map(({ url }) => url);
  for (const name of ["manifest.json", "README.md", "tokenizer.json", "config.json"]) {
    expect(asked.filter((url) => url.endsWith(`/${name}`))).toHaveLength(1);
  }
  expect([...new Set(asked)].sort()).toEqual(asked.sort());
});

test("the bar stands where the bytes stand while the weights are on their way", async ({ page }) => {
  site.server.set({ path: WEIGHTS, holdAt: 0.5 }, { path: TOKENIZER });
  await page.goto(site.url);
  const bar = page.getByRole("progressbar");
  const value = () => bar.evaluate((element) => (element instanceof HTMLProgressElement ? element.value : Number.NaN));
  await expect.poll(value).toBeGreaterThan(0.3);
  await expect.poll(() => site.server.sent(TOKENIZER)).toBeGreaterThan(0);
  expect(await value()).toBeLessThan(0.6);
  await expect(page.getByRole("status").first()).toContainText("Loading the model");
  site.server.release();
  await untilReady(page);
});

test("the SDK's onProgress rises with the bytes, and the start comes last", async ({ page }) => {
  const folder = await mkdtemp(join(tmpdir(), "hostless-blog-"));
  await writeFile(join(folder, "index.html"), "<!doctype html><title>A blog</title><main></main>");
  const blog = await startStaticServer({ root: folder, headers: false });
  try {
    site.server.set({ path: WEIGHTS, holdAt: 0.5 });
    await page.goto(blog.url.replace("localhost", "127.0.0.1"));
    const connecting = page.evaluate(async (url) => {
      const { connect } = await import(/* @vite-ignore */ `${url}sdk.js`);
      const seen: LoadProgress[] = [];
      const container = document.querySelector("main");
      Object.assign(window, { seen });
      const model = await connect(url, { container, onProgress: (progress: LoadProgress) => seen.push(progress) });
      return { seen, name: model.name };
    }, site.url);
    await page.frameLocator("iframe").getByRole("button", { name: "Allow" }).click();
    await expect
      .poll(() => page.evaluate(() => (Reflect.get(window, "seen") as LoadProgress[]).at(-1)?.fraction ?? 0))
      .toBeGreaterThan(0.3);
    site.server.release();
    const { seen } = await connecting;
    const fractions = seen.map(({ fraction }) => fraction);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
    const onTheirWay = seen.filter(({ loadedBytes, totalBytes }) => loadedBytes < totalBytes);
    expect(onTheirWay.length).toBeGreaterThan(0);
    for (const { phase, fraction, loadedBytes, totalBytes } of onTheirWay) {
      expect(phase).toBe("download");
      expect(fraction).toBeLessThanOrEqual((0.9 * loadedBytes) / totalBytes + 1e-9);
    }
  } finally {
    blog.close();
    await rm(folder, { recursive: true });
  }
});
