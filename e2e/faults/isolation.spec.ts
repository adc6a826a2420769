import { expect, test } from "@playwright/test";
import { HUB_URL } from "../../src/contract/security-headers.ts";
import {
  type BuiltSite,
  countLoads,
  startBuiltSite,
  untilControlled,
  untilReady,
  write,
} from "../../src/testing/built-site.ts";
import { startFakeHub } from "../../src/testing/fake-hub.ts";

let site: BuiltSite;

/** What is looked at before the question. */
const CONFIG = JSON.stringify({
  model_type: "gpt2",
  vocab_size: 300,
  n_positions: 64,
  n_embd: 64,
  n_layer: 2,
  n_head: 4,
});

test.describe("a host without headers", () => {
  test.beforeEach(async () => {
    site = await startBuiltSite();
  });
  test.afterEach(() => site.close());

  test("F32: the site's own model answers without any reload", async ({ page }) => {
    const loads = countLoads(page);
    await page.goto(site.url);
    await untilReady(page);
    await untilControlled(page);
    expect(await write(page, "Life is")).toContain("Life is");
    expect(loads()).toBe(1);
  });

  test("F32: a reload brings isolation, and a service worker that loses the headers brings no loop", {
    tag: "@slow",
  }, async ({ page }) => {
    await page.goto(site.url);
    await untilControlled(page);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
    await page.reload();
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  });

  test("F32, T15: a link to a foreign model costs one reload for threads, and no weights before the click", {
    tag: "@slow",
  }, async ({ page }) => {
    const hub = await startFakeHub({
      "owner/name": {
        files: { "config.json": CONFIG, "tokenizer.json": "{}", "onnx/model_quantized.onnx": bytes(5000) },
      },
    });
    try {
      site.server.rewritten.push([HUB_URL, hub.url]);
      const loads = countLoads(page);
      await page.goto(`${site.url}#model=owner/name`);
      await expect
        .poll(() => page.evaluate(() => crossOriginIsolated).catch(() => false), { timeout: 30_000 })
        .toBe(true);
      await expect(page.getByRole("button", { name: "Load model" })).toBeVisible();
      await expect(page.getByText(hub.commitOf("owner/name").slice(0, 7))).toBeVisible();
      expect(loads()).toBe(2);
      expect(hub.log.filter(({ url }) => /onnx/.test(url))).toEqual([]);
    } finally {
      await hub.close();
    }
  });

  test("F32: where the headers get lost on the way it reloads once and stays", { tag: "@slow" }, async ({ page }) => {
    const hub = await startFakeHub({
      "owner/name": {
        files: { "config.json": CONFIG, "tokenizer.json": "{}", "onnx/model_quantized.onnx": bytes(5000) },
      },
    });
    try {
      site.server.rewritten.push(
        [HUB_URL, hub.url],
        ["Cross-Origin-Embedder-Policy", "X-Lost-One"],
        ["Document-Isolation-Policy", "X-Lost-Two"],
      );
      const loads = countLoads(page);
      await page.goto(`${site.url}#model=owner/name`);
      await expect.poll(loads, { timeout: 30_000 }).toBe(2);
      await expect(page.getByRole("button", { name: "Load model" })).toBeVisible();
      await untilControlled(page);
      expect(await page.evaluate(() => crossOriginIsolated)).toBe(false);
      expect(loads()).toBe(2);
    } finally {
      await hub.close();
    }
  });
});

function bytes(count: number): Uint8Array {
  return new Uint8Array(count).fill(7);
}
