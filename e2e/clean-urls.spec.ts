import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { untilControlled } from "../src/testing/built-site.ts";
import { startTestSite } from "../src/testing/test-site.ts";

/** The built site on a host that strips `.html`, which can be taken off the network. */
async function startHost(base: string) {
  const asked: string[] = [];
  const { close, url } = await startTestSite({
    base,
    cleanUrls: true,
    intercept: ({ url = "/" }) => {
      asked.push(url);
      return false;
    },
  });
  return { url, asked, close };
}

const ready = (page: Page) => expect(page.getByRole("status").first()).toContainText(/ready/i, { timeout: 60_000 });
const prompt = (page: Page) => page.getByRole("textbox", { name: "Prompt" });
const routes = (page: Page) => page.locator("#operations-tutorial-generate_quote");

async function untilDocsKept(page: Page): Promise<void> {
  const count = () =>
    page.evaluate(async () => {
      const names = (await caches.keys()).filter((name) => name.startsWith("workbox-docs-"));
      return (await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length))).join();
    });
  await expect.poll(count).toBe("2");
}

async function open(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

for (const base of ["/", "/a/b/"]) {
  test(`a host that strips .html, the site at ${base}: every page opens by either name, online and offline`, async ({
    context,
  }) => {
    const host = await startHost(base);
    try {
      const first = await open(context, `${host.url}docs.html`);
      expect(first.url()).toBe(`${host.url}docs`);
      await ready(first);
      await expect(routes(first)).toBeVisible();
      await untilControlled(first);
      await untilDocsKept(first);
      const before = host.asked.length;
      await first.goto(`${host.url}docs`);
      await expect(routes(first)).toBeVisible();
      expect(host.asked.slice(before).filter((path) => /docs|swagger/.test(path))).toEqual([]);
      host.close();
      for (const name of ["docs", "docs.html", "docs/", "docs?from=menu"]) {
        await first.goto(`${host.url}${name}`);
        await ready(first);
        await expect(routes(first)).toBeVisible();
      }
      for (const name of ["", "index", "index.html", "?text=shared"]) {
        await first.goto(`${host.url}${name}`);
        await expect(prompt(first)).toBeVisible();
        await ready(first);
      }
      for (const name of ["embed", "embed.html"]) {
        await first.goto(`${host.url}${name}#mode=form`);
        await expect(first.getByRole("main").getByRole("link")).toHaveAttribute("href", "./");
      }
    } finally {
      host.close();
    }
  });
}
