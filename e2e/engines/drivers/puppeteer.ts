import { type Browser, type ElementHandle, type Frame, launch, type Page as PuppeteerPage } from "puppeteer-core";
import { CHROMIUM_FLAGS } from "../../../src/testing/chromium-flags.ts";
import { expressionOf } from "../in-page/script.ts";
import type { Engine, Find, Key, OpenOptions, Tab } from "./driver.ts";

interface Start {
  readonly name: "chromium" | "firefox";
  readonly path: string;
  readonly hands: string;
  readonly downloads: string;
}

const KEYS = {
  Enter: "Enter",
  Tab: "Tab",
  Escape: "Escape",
  Space: "Space",
  ArrowRight: "ArrowRight",
} as const satisfies Record<Key, string>;

/** Chromium over its own protocol, Firefox over WebDriver BiDi. */
export async function startPuppeteer(start: Start): Promise<Engine> {
  // One browser for all visitors who leave nothing: each has a context of its own.
  let shared = await launchBrowser(start, {});
  const version = (await shared.version())
    .replace("/", " ")
    .replace(/^HeadlessChrome/i, "Chromium")
    .replace(/^firefox/, "Firefox");
  return {
    name: start.name,
    version,
    downloads: start.downloads,
    async open(options = {}) {
      if (options.profile !== undefined || options.isPrivate) {
        const own = await launchBrowser(start, options);
        const [page = await own.newPage()] = await own.pages();
        return tabOf(page, start.hands, () => own.close());
      }
      // One that died failed the check that it died in, and no other.
      if (!shared.connected) shared = await launchBrowser(start, {});
      const context = await shared.createBrowserContext({
        downloadBehavior: { policy: "allow", downloadPath: start.downloads },
      });
      return tabOf(await context.newPage(), start.hands, () => context.close());
    },
    close: () => shared.close(),
  };
}

function launchBrowser({ name, path, downloads }: Start, { profile, isPrivate }: OpenOptions): Promise<Browser> {
  const common = {
    executablePath: path,
    headless: true,
    defaultViewport: { width: 1280, height: 900 },
    ...(profile !== undefined && { userDataDir: profile }),
    // Twice what the longest wait in a page takes.
    protocolTimeout: 360_000,
  } as const;
  if (name === "chromium") {
    const flags = isPrivate ? [...CHROMIUM_FLAGS, "--incognito"] : [...CHROMIUM_FLAGS];
    return launch({ ...common, browser: "chrome", args: flags });
  }
  return launch({
    ...common,
    browser: "firefox",
    extraPrefsFirefox: {
      "intl.accept_languages": "en-US, en",
      "browser.download.folderList": 2,
      "browser.download.dir": downloads,
      // The panel that tells of a download takes the Enter key from every page of its window.
      "browser.download.alwaysOpenPanel": false,
      "browser.helperApps.neverAsk.saveToDisk": "application/zip",
      ...(isPrivate && { "browser.privatebrowsing.autostart": true }),
    },
  });
}

function tabOf(page: PuppeteerPage, hands: string, close: () => Promise<void>, frame: Frame = page.mainFrame()): Tab {
  const find = async (find: Find): Promise<ElementHandle<Element>> => {
    const handle = await frame.evaluateHandle(expressionOf(hands, find, []));
    const element = handle.asElement();
    if (element === null) throw new Error(`no such element: ${find}`);
    return element as ElementHandle<Element>;
  };
  return {
    async open(url) {
      await frame.goto(url, { waitUntil: "domcontentloaded" });
    },
    async reload() {
      await page.reload({ waitUntil: "domcontentloaded" });
    },
    async evaluate(work, ...given) {
      return (await frame.evaluate(expressionOf(hands, work, given))) as Awaited<ReturnType<typeof work>>;
    },
    async click(to) {
      await (await find(to)).click();
    },
    async type(into, text) {
      const field = await find(into);
      await field.click();
      await page.keyboard.type(text);
    },
    async press(key) {
      await page.keyboard.press(KEYS[key]);
    },
    async choose(input, paths) {
      await ((await find(input)) as ElementHandle<HTMLInputElement>).uploadFile(...paths);
    },
    async inFrame(which, work) {
      const inner = await (await find(which)).contentFrame();
      if (inner === null) throw new Error(`no frame: ${which}`);
      return work(tabOf(page, hands, close, inner));
    },
    async resize(width, height) {
      await page.setViewport({ width, height });
    },
    close,
  };
}
