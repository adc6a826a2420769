import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { buildKillSwitch } from "../../scripts/build/build-kill-switch.ts";
import {
  type BuiltSite,
  countLoads,
  deploy,
  startBuiltSite,
  untilControlled,
  untilReady,
  write,
} from "../../src/testing/built-site.ts";
import { launchOwn } from "../../src/testing/fault-site.ts";

let site: BuiltSite;

test.describe("a host without headers", () => {
  test.beforeEach(async () => {
    site = await startBuiltSite();
  });
  test.afterEach(() => site.close());

  test("F10: storage cleared between visits is said, and the model is fetched again", { tag: "@slow" }, async ({
    page,
  }) => {
    await page.goto(site.url);
    await untilReady(page);
    const removed = page.getByText("The browser removed quotes");
    await expect(removed).toHaveCount(0);
    const session = await page.context().newCDPSession(page);
    const storageTypes = "cache_storage,file_systems,indexeddb";
    await session.send("Storage.clearDataForOrigin", { origin: new URL(site.url).origin, storageTypes });
    expect(await write(page, "Life is")).toContain("Life is");
    await page.reload();
    await expect(removed).toBeVisible();
    await untilReady(page);
    await page.reload();
    await untilReady(page);
    await expect(removed).toHaveCount(0);
  });

  test("F36: each of 20 deploys asks, waits for the click, and fetches no model again", { tag: "@slow" }, async ({
    page,
  }) => {
    // Twenty reloads, each of which starts the model.
    test.setTimeout(300_000);
    await page.goto(site.url);
    await untilReady(page);
    await untilControlled(page);
    const loads = countLoads(page);
    const models = site.server.to(/onnx_data/).length;
    const offer = page.getByText("A new version of this page is ready.");
    for (let deploys = 1; deploys <= 20; deploys++) {
      const version = `v${deploys} of 20`;
      deploy(site, version);
      // A tab that stays open looks for a new version by itself, now and then; here it is told to.
      await page.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration())?.update()));
      await expect(offer).toBeVisible({ timeout: 30_000 });
      expect(await page.title()).not.toContain(version);
      await page.getByRole("textbox", { name: "Prompt" }).fill(`typed before ${version}`);
      await page.getByRole("button", { name: "Update" }).click();
      await expect.poll(() => page.title(), { timeout: 30_000 }).toContain(version);
      await expect(page.getByRole("textbox", { name: "Prompt" })).toHaveValue(`typed before ${version}`);
    }
    expect(loads()).toBe(20);
    expect(site.server.to(/onnx_data/)).toHaveLength(models);
  });

  test("F36: a deploy in the middle of a download waits for its end", async ({ page }) => {
    const update = () =>
      page.evaluate(async () => void (await (await navigator.serviceWorker.getRegistration())?.update()));
    // The service worker comes behind the first model, so this is a second one.
    await page.goto(site.url);
    await untilReady(page);
    await untilControlled(page);
    const session = await page.context().newCDPSession(page);
    await session.send("Storage.clearDataForOrigin", {
      origin: new URL(site.url).origin,
      storageTypes: "file_systems",
    });
    site.server.set({ path: /models\/quotes\/.*\.onnx(?:_data\w*)?$/, holdAt: 0.5 });
    await page.reload();
    const loads = countLoads(page);
    await expect.poll(() => site.server.to(/models\/quotes\/.*\.onnx_data/).length).toBe(2);
    deploy(site, "v1 in the middle");
    await update();
    await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistration())?.waiting != null);
    // Who waits for a model is not asked to begin again.
    await expect(page.getByText("A new version of this page is ready.")).toHaveCount(0);
    site.server.release();
    site.server.set();
    await untilReady(page);
    expect(loads()).toBe(0);
    const asked = site.server.to(/models\/quotes\/.*\.onnx/).length;
    await page.getByRole("button", { name: "Update" }).click();
    await expect.poll(() => page.title()).toContain("v1 in the middle");
    await untilReady(page);
    expect(await write(page, "Life is")).toContain("Life is");
    expect([loads(), site.server.to(/models\/quotes\/.*\.onnx/).length]).toEqual([1, asked]);
  });

  test("F37: a page of the old version finds its files after the host has dropped them", { tag: "@slow" }, async ({
    page,
    context,
  }) => {
    await page.goto(site.url);
    await untilReady(page);
    await untilControlled(page);
    const old = await page.evaluate(async () => {
      const [name = ""] = (await caches.keys()).filter((each) => each.startsWith("workbox-precache"));
      return (await (await caches.open(name)).keys()).map(({ url }) => url).filter((url) => url.endsWith(".js"));
    });
    deploy(site, "v2");
    const worker = site.server.deployed.get("/sw.js") ?? "";
    // The next version has other files: none of the old names is on the host or in its precache.
    site.server.deployed.set("/sw.js", worker.replace(/\{[^{}]*assets\/docs-[^{}]*\.js[^{}]*\},?/, ""));
    const gone = old.find((url) => /assets\/docs-/.test(url)) ?? "";
    expect(gone).not.toBe("");
    site.server.deployed.set(`/${new URL(gone).pathname.split("/").slice(3).join("/")}`, undefined);
    const other = await context.newPage();
    await other.goto(site.url);
    await other.getByRole("button", { name: "Update" }).click();
    await expect.poll(() => other.title(), { timeout: 30_000 }).toContain("v2");
    expect(await page.evaluate(async (url) => (await fetch(url)).status, gone)).toBe(200);
  });

  test("F39: after one visit it starts cold without a network and generates", async () => {
    const profile = await mkdtemp(join(tmpdir(), "hostless-profile-"));
    try {
      const first = await launchOwn(profile);
      const page = await first.newPage();
      await page.goto(site.url);
      await untilReady(page);
      await untilControlled(page);
      await first.close();
      site.close();
      const second = await launchOwn(profile);
      await second.setOffline(true);
      const again = await second.newPage();
      await again.goto(site.url);
      await untilReady(again);
      expect(await write(again, "Life is")).toContain("Life is");
      await second.close();
    } finally {
      await rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    }
  });

  test("F40: the kill switch leaves no service worker and no old file, and the model stays", { tag: "@slow" }, async ({
    page,
  }) => {
    await page.goto(site.url);
    await untilReady(page);
    await untilControlled(page);
    const folder = await mkdtemp(join(tmpdir(), "hostless-kill-"));
    await buildKillSwitch(folder);
    site.server.deployed.set("/sw.js", await readFile(join(folder, "sw.js"), "utf8"));
    await rm(folder, { recursive: true });
    const models = site.server.to(/onnx_data/).length;
    await page.reload();
    await expect
      .poll(() => page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith("workbox-")).length))
      .toBe(0);
    await page.reload();
    await untilReady(page);
    await write(page, "Life is");
    expect(site.server.to(/onnx_data/)).toHaveLength(models);
  });

  test("T23: the service worker is asked for anew each time", { tag: "@slow" }, async ({ page }) => {
    await page.goto(site.url);
    await untilControlled(page);
    const mode = await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.updateViaCache);
    expect(mode).toBe("none");
  });

  test("can be installed", async ({ page }) => {
    await page.goto(site.url);
    await untilControlled(page);
    const session = await page.context().newCDPSession(page);
    const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
    // Playwright's contexts are incognito ones, where nothing can be installed.
    expect(installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito")).toEqual([]);
    const { errors } = await session.send("Page.getAppManifest");
    expect(errors).toEqual([]);
  });
});
