import type { BrowserContext } from "@playwright/test";
import type { FakeHub } from "../../src/testing/fake-hub.ts";

/** The page's policy allows the real Hub only, so the fake one answers under its name; no service worker between. */
export async function serveHub(context: BrowserContext, hub: FakeHub): Promise<void> {
  await context.route("https://huggingface.co/**", async (route) => {
    const { pathname, search } = new URL(route.request().url());
    const { range } = route.request().headers();
    const answer = await fetch(hub.url + pathname + search, range === undefined ? {} : { headers: { range } });
    const headers = Object.fromEntries(answer.headers);
    await route.fulfill({ status: answer.status, headers, body: Buffer.from(await answer.arrayBuffer()) });
  });
}
