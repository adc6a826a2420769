import { type BrowserContext, expect, type Page } from "@playwright/test";
import { startTestSite, type TestSite } from "../src/testing/test-site.ts";
import { buildOpenAiPage } from "./pages/build.ts";

/** The site under a folder, with a page beside it that has the official openai package. */
export async function startApiSite(): Promise<ApiSite> {
  return new ApiSite(await startTestSite({ overlay: await buildOpenAiPage(), base: "/a/b/" }));
}

/** A site whose API is called. */
export class ApiSite {
  readonly #site: TestSite;

  constructor(site: TestSite) {
    this.#site = site;
  }

  get url(): string {
    return this.#site.url;
  }

  close(): Promise<void> {
    return this.#site.close();
  }

  /** The API's page, its model loaded and its service worker in control: the page that computes. */
  async openHost(context: BrowserContext): Promise<Page> {
    const page = await context.newPage();
    await page.goto(`${this.url}docs.html`);
    await expect(page.getByRole("status")).toContainText("is ready");
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    return page;
  }

  async post(page: Page, path: string, body: unknown) {
    return page.evaluate(
      async ([url, body]) => {
        const headers = { "Content-Type": "application/json" };
        const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
        return {
          status: response.status,
          retryAfter: response.headers.get("Retry-After"),
          body: await response.json(),
        };
      },
      [`${this.url}api/${path}`, body] as const,
    );
  }

  async get(page: Page, path: string) {
    return page.evaluate(async (url) => (await fetch(url)).json(), `${this.url}api/${path}`);
  }
}
