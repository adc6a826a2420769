import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Check, expectSame, expectTrue } from "../check.ts";
import type { Tab } from "../drivers/driver.ts";
import { startWatchedSite, type WatchedSite } from "../watched-site.ts";
import type { World } from "../world.ts";

/** A first visit after which the page and the model are kept. */
async function visitOnce(tab: Tab, site: WatchedSite): Promise<void> {
  await tab.open(site.url);
  await tab.evaluate(async (page) => {
    await page.ready();
    await page.controlled();
    await page.run("life is");
    await page.keptOffline();
  });
}

function writeAgain(tab: Tab): Promise<string> {
  return tab.evaluate(async (page) => {
    await page.ready();
    return page.run("life is");
  });
}

async function withSite(options: Parameters<typeof startWatchedSite>[0], work: (site: WatchedSite) => Promise<void>) {
  const site = await startWatchedSite(options);
  try {
    await work(site);
  } finally {
    await site.close();
  }
  return undefined;
}

const HOSTS = [
  { title: "a host with headers", headers: true, base: "/" },
  { title: "a host without headers, under a path", headers: false, base: "/a/b/" },
] as const;

const isolation = HOSTS.map(
  ({ title, headers, base }): Check => ({
    name: `${title}: the page is isolated ${headers ? "at once" : "after a reload, without a loop"}`,
    run: ({ visit }) =>
      withSite({ headers, base }, (site) =>
        visit(async (tab) => {
          await visitOnce(tab, site);
          const first = await tab.evaluate(() => crossOriginIsolated);
          if (headers) expectSame("isolated", first, true);
          await tab.reload();
          await writeAgain(tab);
          expectSame("isolated after a reload", await tab.evaluate(() => crossOriginIsolated), true);
          expectSame("pages asked for", site.server.to(/\/(index\.html)?(\?.*)?$/).length <= 3, true);
        }),
      ),
  }),
);

const offline = HOSTS.map(
  ({ title, headers, base }): Check => ({
    name: `${title}: works offline after one visit, also in a browser that was closed`,
    run: (world) => runOffline(world, { headers, base }),
  }),
);

async function runOffline({ engine }: World, options: { headers: boolean; base: string }): Promise<undefined> {
  const profile = await mkdtemp(join(tmpdir(), "hostless-profile-"));
  const site = await startWatchedSite(options);
  const visit = async (work: (tab: Tab) => Promise<unknown>) => {
    const tab = await engine.open({ profile });
    try {
      await work(tab);
    } finally {
      await tab.close();
    }
  };
  try {
    await visit(async (tab) => {
      await visitOnce(tab, site);
      await site.close();
      await tab.reload();
      expectTrue("a text after a reload", (await writeAgain(tab)) !== "");
    });
    await visit(async (tab) => {
      await tab.open(site.url);
      expectTrue("a text in the browser's next run", (await writeAgain(tab)) !== "");
    });
  } finally {
    await site.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
  return undefined;
}

const deploy = HOSTS.map(
  ({ title, headers, base }): Check => ({
    name: `${title}: after a deploy the old page works until Update brings the new one, and no weight is fetched again`,
    run: ({ visit }) =>
      withSite({ headers, base }, (site) =>
        visit(async (tab) => {
          await visitOnce(tab, site);
          await deployNext(site);
          const weights = site.server.to(/onnx_data/).length;
          await tab.open(`${site.url}?later`);
          await writeAgain(tab);
          await tab.evaluate(async (page) => {
            await (await navigator.serviceWorker.getRegistration())?.update();
            page.prompt("typed before");
            await page.until("the offer", () => page.findButton("Update", document));
          });
          // The next version's files are those that are kept already.
          for (const path of site.server.deployed.keys()) {
            if (path.startsWith("/assets/")) site.server.deployed.delete(path);
          }
          expectTrue("the old page until then", !(await tab.evaluate(() => document.title)).startsWith("next"));
          await tab.click((page) => page.findButton("Update", document));
          await untilTitle(tab, "next");
          await tab.evaluate((page) => page.until("the prompt of before", () => page.promptText() === "typed before"));
          await writeAgain(tab);
          expectSame("weights fetched again", site.server.to(/onnx_data/).length - weights, 0);
        }),
      ),
  }),
);

/** Puts a page with another title on the host, a service worker that brings it, and takes the old version's files away. */
async function deployNext(site: WatchedSite): Promise<void> {
  const page = (await readFile(join(site.overlay, "index.html"), "utf8")).replace("<title>", "<title>next ");
  const worker = await readFile("dist/sw.js", "utf8");
  const entry = /\{[^{}]*(?:url:\s*`index\.html`|"?url"?:\s*"index\.html")[^{}]*\}/;
  expectTrue("index.html is in the service worker's list", entry.test(worker));
  const revision = createHash("md5").update(page).digest("hex");
  for (const name of await readdir("dist/assets")) site.server.deployed.set(`/assets/${name}`, undefined);
  site.server.deployed.set("/index.html", page);
  site.server.deployed.set("/sw.js", worker.replace(entry, `{url:"index.html",revision:"${revision}"}`));
}

/** The page is loaded anew meanwhile, so each look is a message of its own. */
async function untilTitle(tab: Tab, beginning: string): Promise<void> {
  for (const end = Date.now() + 60_000; Date.now() < end; ) {
    const title = await tab.evaluate(() => (document.readyState === "complete" ? document.title : "")).catch(() => "");
    if (title.startsWith(beginning)) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no page with a title that begins with ${beginning}`);
}

const privately: Check = {
  name: "a private window: a text, and an honest word on what is kept",
  run: ({ site, visit }) =>
    visit(
      async (tab) => {
        await tab.open(site.url);
        expectTrue("a text", (await writeAgain(tab)) !== "");
        await tab.reload();
        expectTrue("a text after a reload", (await writeAgain(tab)) !== "");
        await tab.evaluate(async (page) => {
          await page.press("History");
          await page.until("the run in the history", () => page.item(/life is/));
          await page.press("Close");
          await page.press("Storage");
          await page.until(
            "a word on what is kept",
            () =>
              page.item(/quotes/) ?? document.querySelector("dialog[open]")?.textContent?.includes("No model is kept."),
          );
        });
        return undefined;
      },
      { isPrivate: true },
    ),
};

export const HOSTING = [...isolation, ...offline, ...deploy, privately];
