import { type Browser, type BrowserContext, test as base, chromium, type Page } from "@playwright/test";
import type { Dtype } from "../contract/dtypes.ts";
import { browserOptions } from "./browser.ts";
import { under } from "./engine-page/play.ts";
import { type EngineSite, type SiteOptions, startEngineSite } from "./engine-page/site.ts";
import { FaultServer } from "./fault-server.ts";
import { type FileMap, tinyPackage } from "./tiny-package.ts";

/** The model of these tests, and the one of its files that holds most of its bytes. */
export const TINY = { kind: "site", path: "models/tiny" } as const;
export const WEIGHTS = /models\/tiny\/onnx\/model_quantized\.onnx_data$/;

/** Half of the weights come, the rest when the server is told to release it; only the first request is held. */
export const HELD = { path: WEIGHTS, holdAt: 0.5, times: 1 };
/** Without a fault, but with the same ETag as the answers that have one. */
export const PLAIN = { path: WEIGHTS };

/** Script of the model's thread. */
export const WORKER = /assets\/(?:main|worker)-[^/]*\.js$/;

export interface FaultSite extends EngineSite {
  readonly server: FaultServer;
}

const made = new Map<Dtype, Promise<FileMap>>();

/** A site with a tiny model, whose weights have the one given form. */
export async function startFaultSite(options: SiteOptions = {}, dtype: Dtype = "q8"): Promise<FaultSite> {
  const files = made.get(dtype) ?? tinyPackage([dtype]);
  made.set(dtype, files);
  let root = "";
  const server = new FaultServer(() => [root]);
  const site = await startEngineSite(under("models/tiny", await files), { ...options, intercept: server.intercept });
  root = site.root;
  return { ...site, server };
}

/** Tests with a site of their own, open in a fresh page. */
export const test = base.extend<{ site: FaultSite }>({
  site: async ({ browserName: _ }, use) => {
    const site = await startFaultSite();
    await use(site);
    await site.close();
  },
});

/** Begins a load without waiting for its end; `loadEnd` gives the outcome. */
export async function beginLoad(page: Page, source: object = TINY): Promise<void> {
  await page.evaluate(
    (source) => {
      const seen: { loadedBytes: number; paused: boolean }[] = [];
      const loading = window.engine.load(source, {}, ({ loadedBytes, paused }) => {
        seen.push({ loadedBytes, paused: paused === true });
      });
      Object.assign(window, { seen, loading });
    },
    source as { kind: "site"; path: string },
  );
}

export function loadEnd(page: Page) {
  return page.evaluate(() => window.loading);
}

/** Bytes that the page's load has reported so far, and whether it said it was waiting for the network. */
export function progressOf(page: Page) {
  return page.evaluate(() => ({
    loaded: window.seen.at(-1)?.loadedBytes ?? 0,
    paused: window.seen.some(({ paused }) => paused),
    bytes: window.seen.map(({ loadedBytes }) => loadedBytes),
  }));
}

/** A browser of the test's own, on a profile that outlives it, so that it can be killed. */
export async function launchOwn(profile: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, browserOptions());
}

/** Files that lie in the origin's private file system, with their sizes. */
export function keptFiles(page: Page): Promise<Record<string, number>> {
  return page.evaluate(async () => {
    const found: Record<string, number> = {};
    const walk = async (folder: FileSystemDirectoryHandle, path: string) => {
      for await (const [name, handle] of folder.entries()) {
        if (handle instanceof FileSystemDirectoryHandle) await walk(handle, `${path}${name}/`);
        else {
          // The store may take a file away between its name and its size.
          const file = await handle.getFile().catch(() => undefined);
          if (file !== undefined) found[`${path}${name}`] = file.size;
        }
      }
    };
    await walk(await navigator.storage.getDirectory(), "");
    return found;
  });
}

/** Waits until the page has reported at least this share of the weights. */
export async function untilLoaded(page: Page, bytes: number): Promise<void> {
  await page.waitForFunction((bytes) => (window.seen.at(-1)?.loadedBytes ?? 0) >= bytes, bytes);
}

export type { Browser };

declare global {
  interface Window {
    seen: { loadedBytes: number; paused: boolean }[];
    loading: ReturnType<Window["engine"]["load"]>;
  }
}
