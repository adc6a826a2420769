import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { saying } from "../../src/contract/testing/refused.ts";
import { generate, load, unwrap } from "../../src/testing/engine-page/play.ts";
import {
  beginLoad,
  type FaultSite,
  HELD,
  keptFiles,
  launchOwn,
  loadEnd,
  PLAIN,
  progressOf,
  TINY,
  test,
  untilLoaded,
  WEIGHTS,
  WORKER,
} from "../../src/testing/fault-site.ts";
import { killBrowser } from "../../src/testing/kill-browser.ts";

test.beforeEach(({ page, site }) => page.goto(site.url));

const WITHOUT_OPFS = "navigator.storage.getDirectory = () => Promise.reject(new Error('none'));";

const weightsOf = async (site: FaultSite) =>
  (await readFile(join(site.root, "models/tiny/onnx/model_quantized.onnx_data"))).length;

/** Waits until the first half of the weights has arrived in the page. */
async function untilHeld(page: Page, site: FaultSite): Promise<void> {
  await untilLoaded(page, Math.floor((await weightsOf(site)) / 2));
}

/** Loads, with a reset once just that share of the weights has arrived: a reset may swallow what is on its way. Gives the bytes kept. */
async function loadWithReset(page: Page, site: FaultSite, share: number): Promise<number> {
  await beginLoad(page);
  const sent = Math.floor((await weightsOf(site)) * share);
  await expect.poll(async () => Math.max(...Object.values(await keptFiles(page)))).toBe(sent);
  site.server.cut();
  unwrap(await loadEnd(page));
  return sent;
}

async function writes(page: Page): Promise<void> {
  const { outcome } = await generate(page, "Hello", { max_new_tokens: 4 });
  expect(unwrap(outcome).completion_tokens).toBe(4);
}

test("F1: a body that ends early is never kept as whole, and trying again succeeds", async ({ page, site }) => {
  site.server.set({ path: WEIGHTS, endAt: 0.5, ignoreRange: true });
  expect(await load(page, TINY)).toMatchObject({ ok: false, failure: { code: "size_mismatch" } });
  expect(unwrap(await page.evaluate(() => window.engine.stored()))).toMatchObject([{ complete: false }]);
  site.server.set();
  expect(unwrap(await load(page, TINY)).kept).toEqual({ where: "opfs" });
  await writes(page);
});

for (const percent of [10, 50, 99]) {
  test(`F2: after a reset at ${percent} % the download goes on where it was`, { tag: "@slow" }, async ({
    page,
    site,
  }) => {
    site.server.set({ path: WEIGHTS, holdAt: percent / 100, times: 1 }, PLAIN);
    const sent = await loadWithReset(page, site, percent / 100);
    expect(site.server.to(WEIGHTS).map(({ range }) => range)).toEqual([undefined, `bytes=${sent}-`]);
    await writes(page);
  });
}

test("F3: after the browser was killed the next one goes on with what is there", { tag: "@slow" }, async ({ site }) => {
  const profile = await mkdtemp(join(tmpdir(), "hostless-profile-"));
  try {
    site.server.set(HELD, PLAIN);
    const first = await launchOwn(profile);
    const page = await first.newPage();
    await page.goto(site.url);
    await beginLoad(page);
    await untilHeld(page, site);
    await killBrowser(profile);
    site.server.set(PLAIN);
    const second = await launchOwn(profile);
    const again = await second.newPage();
    await again.goto(site.url);
    unwrap(await load(again, TINY));
    await writes(again);
    expect(site.server.to(WEIGHTS).at(-1)?.range).toMatch(/^bytes=\d{5,}-$/);
    expect(Object.keys(await keptFiles(again)).filter((name) => name.endsWith(".crswap"))).toEqual([]);
    await second.close();
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
});

test("F4, T22: a byte that changed on the device is found, and only its file is fetched again", async ({
  page,
  site,
}) => {
  unwrap(await load(page, TINY));
  await page.reload();
  const [blob] = Object.entries(await keptFiles(page)).sort(([, a], [, b]) => b - a);
  await page.evaluate(flipByte, blob?.[0] ?? "");
  const before = site.server.seen.length;
  unwrap(await load(page, TINY));
  const fetched = site.server.seen.slice(before).map(({ url }) => url);
  expect(fetched.filter((url) => url.includes("models/"))).toEqual([
    expect.stringContaining("manifest.json"),
    expect.stringMatching(WEIGHTS),
  ]);
  await writes(page);
});

test("F4: verifying names the damaged file", { tag: "@slow" }, async ({ page }) => {
  unwrap(await load(page, TINY));
  const [blob] = Object.entries(await keptFiles(page)).sort(([, a], [, b]) => b - a);
  await page.evaluate(flipByte, blob?.[0] ?? "");
  const damaged = await page.evaluate(async () => {
    const stored = await window.engine.stored();
    return stored.ok ? window.engine.verifyStored(stored.value[0]?.id ?? "") : stored;
  });
  expect(damaged).toMatchObject({ ok: true, value: { damaged: [expect.stringMatching(/onnx_data$/)] } });
});

test("F5: a file that changes on its host half-way is never mixed", { tag: "@slow" }, async ({ page, site }) => {
  site.server.set({ ...HELD, etag: '"first"' }, { path: WEIGHTS, etag: '"second"' });
  const sent = await loadWithReset(page, site, 0.5);
  const ranges = site.server.to(WEIGHTS).map(({ range }) => range);
  expect(ranges[1]).toBe(`bytes=${sent}-`);
  expect(ranges.at(-1)).toBeUndefined();
  await writes(page);
});

for (const [name, answer] of [
  ["200 and everything", { path: WEIGHTS, ignoreRange: true, times: 1 }],
  ["416", { path: WEIGHTS, status: 416, times: 1 }],
  ["another part", { path: WEIGHTS, status: 206, body: "xyz", headers: { "Content-Range": "bytes 0-2/3" }, times: 1 }],
] as const) {
  test(`F6: ${name} as answer to a resume restarts cleanly`, { tag: "@slow" }, async ({ page, site }) => {
    site.server.set(HELD, answer);
    const sent = await loadWithReset(page, site, 0.5);
    expect(site.server.to(WEIGHTS)[1]?.range).toBe(`bytes=${sent}-`);
    await writes(page);
  });
}

test("F7: with no room left in the Cache API the model runs from memory and says so", async ({ page, site }) => {
  site.server.set({ path: WORKER, prepend: WITHOUT_OPFS });
  await loadWithoutRoom(page, site);
});

test("F8: with no room left in OPFS the model runs from memory and says so", async ({ page, site }) => {
  await loadWithoutRoom(page, site);
});

async function loadWithoutRoom(page: Page, site: FaultSite): Promise<void> {
  await page.goto(site.url);
  const session = await page.context().newCDPSession(page);
  await session.send("Storage.overrideQuotaForOrigin", { origin: new URL(site.url).origin, quotaSize: 40_000 });
  const info = unwrap(await load(page, TINY));
  expect(info.kept).toMatchObject({ where: "memory", notice: saying("storage") });
  await writes(page);
  expect(unwrap(await page.evaluate(() => window.engine.stored()))).toEqual([]);
  const sizes = Object.values(await keptFiles(page));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(0);
}

test("F9: a browser that promises plenty and has nothing is not believed", { tag: "@slow" }, async ({ page, site }) => {
  const prepend = "navigator.storage.estimate = async () => ({ usage: 0, quota: 10 * 2 ** 30 });";
  site.server.set({ path: WORKER, prepend });
  await page.goto(site.url);
  const session = await page.context().newCDPSession(page);
  await session.send("Storage.overrideQuotaForOrigin", { origin: new URL(site.url).origin, quotaSize: 40_000 });
  expect(unwrap(await load(page, TINY)).kept.where).toBe("memory");
});

test("F10: storage cleared while the model runs and between visits costs one new download", { tag: "@slow" }, async ({
  page,
  site,
}) => {
  unwrap(await load(page, TINY));
  const session = await page.context().newCDPSession(page);
  const clear = () =>
    session.send("Storage.clearDataForOrigin", {
      origin: new URL(site.url).origin,
      storageTypes: "cache_storage,file_systems,indexeddb",
    });
  await clear();
  await writes(page);
  await page.reload();
  expect(unwrap(await page.evaluate(() => window.engine.stored()))).toEqual([]);
  expect(unwrap(await load(page, TINY)).kept.where).toBe("opfs");
  expect(site.server.to(WEIGHTS)).toHaveLength(2);
});

for (const tabs of [2, 5]) {
  test(`F14: ${tabs} tabs at once share one download and its progress`, { tag: "@slow" }, async ({
    page,
    site,
    context,
  }) => {
    site.server.set(HELD, PLAIN);
    const pages = [page];
    while (pages.length < tabs) {
      const next = await context.newPage();
      await next.goto(site.url);
      pages.push(next);
    }
    await Promise.all(pages.map((each) => beginLoad(each)));
    const third = (await weightsOf(site)) / 3;
    // Every tab sees the download under way, not only the one that does it.
    await Promise.all(pages.map((each) => untilLoaded(each, third)));
    site.server.release();
    for (const each of pages) unwrap(await loadEnd(each));
    expect(site.server.to(WEIGHTS)).toHaveLength(1);
    for (const each of pages) {
      const { bytes } = await progressOf(each);
      expect(bytes).toEqual([...bytes].sort((a, b) => a - b));
    }
  });
}

test("F15: a tab takes over from one that crashed half-way", { tag: "@slow" }, async ({ page, site, context }) => {
  site.server.set(HELD, PLAIN);
  await beginLoad(page);
  await untilHeld(page, site);
  const other = await context.newPage();
  await other.goto(site.url);
  await beginLoad(other);
  const session = await context.newCDPSession(page);
  void session.send("Page.crash").catch(() => undefined);
  await page.waitForEvent("crash");
  const crashedAt = performance.now();
  unwrap(await loadEnd(other));
  const [, second] = site.server.to(WEIGHTS);
  expect(second?.range).toMatch(/^bytes=\d{5,}-$/);
  test.info().annotations.push({ type: "ms", description: String((second?.at ?? 0) - crashedAt) });
  await writes(other);
});

test("F16: cancelling ends the connection at once and keeps what is there", async ({ page, site }) => {
  site.server.set(HELD, PLAIN);
  await beginLoad(page);
  await untilHeld(page, site);
  const at = performance.now();
  await page.evaluate(() => window.engine.cancelLoad());
  expect(await loadEnd(page)).toMatchObject({ ok: false, failure: { code: "cancelled" } });
  await expect.poll(() => site.server.to(WEIGHTS)[0]?.closedAt).toBeDefined();
  test.info().annotations.push({ type: "ms", description: String((site.server.to(WEIGHTS)[0]?.closedAt ?? 0) - at) });
  unwrap(await load(page, TINY));
  expect(site.server.to(WEIGHTS)[1]?.range).toMatch(/^bytes=\d{5,}-$/);
});

for (const [name, fault, code] of [
  [
    "an HTML page with 200",
    { body: "<!doctype html>Sign in", headers: { "Content-Type": "text/html" } },
    "malformed_file",
  ],
  ["401", { status: 401 }, "unauthorized"],
  ["404", { status: 404 }, "model_not_found"],
  ["429 for an hour", { status: 429, headers: { "Retry-After": "3600" } }, "rate_limited"],
] as const) {
  test(`F17: ${name} has a message of its own, and nothing of it is kept`, async ({ page, site }) => {
    site.server.set({ path: WEIGHTS, ...fault });
    expect(await load(page, TINY)).toMatchObject({ ok: false, failure: { code } });
    expect(unwrap(await page.evaluate(() => window.engine.stored()))).toMatchObject([{ complete: false }]);
  });
}

test("F17: a short Retry-After is waited for, and no referrer is sent", { tag: "@slow" }, async ({ page, site }) => {
  site.server.set({ path: WEIGHTS, status: 429, headers: { "Retry-After": "1" }, times: 1 });
  unwrap(await load(page, TINY));
  const [first, second] = site.server.to(WEIGHTS);
  expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1000);
  expect(site.server.to(WEIGHTS).map(({ referer }) => referer)).toEqual([undefined, undefined]);
});

test("F18: a network that goes and comes back needs no click", async ({ page, site, context }) => {
  site.server.set(HELD, PLAIN);
  await beginLoad(page);
  await untilHeld(page, site);
  await context.setOffline(true);
  site.server.cut();
  await expect.poll(async () => (await progressOf(page)).paused).toBe(true);
  await context.setOffline(false);
  unwrap(await loadEnd(page));
  await writes(page);
});

async function flipByte(path: string) {
  let folder = await navigator.storage.getDirectory();
  const parts = path.split("/");
  const name = parts.pop() ?? "";
  for (const part of parts) folder = await folder.getDirectoryHandle(part);
  const handle = await folder.getFileHandle(name);
  const bytes = new Uint8Array(await (await handle.getFile()).arrayBuffer());
  bytes[1000] = (bytes[1000] ?? 0) ^ 1;
  const writable = await handle.createWritable();
  await writable.write(bytes);
  await writable.close();
}
