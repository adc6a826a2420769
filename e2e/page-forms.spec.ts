import { expect, test } from "@playwright/test";
import { plainInFlax, plainInGguf } from "../src/convert/read/testing/plain-forms.ts";
import { type FakeHub, startFakeHub } from "../src/testing/fake-hub.ts";
import { startTestSite, type TestSite } from "../src/testing/test-site.ts";
import { answerOf, formOf, openReady, setParameter } from "./page/form.ts";
import { serveHub } from "./page/serve-hub.ts";

let site: TestSite;
let hub: FakeHub;
test.beforeAll(async () => {
  site = await startTestSite();
  const flax = (await plainInFlax()).map(
    async ({ path, bytes }) => [path, new Uint8Array(await bytes.slice(0, bytes.size).arrayBuffer())] as const,
  );
  hub = await startFakeHub({ "owner/flax": { files: Object.fromEntries(await Promise.all(flax)) } });
});
test.afterAll(async () => {
  site.close();
  await hub.close();
});
test.use({ serviceWorkers: "block" });
test.beforeEach(({ context }) => serveHub(context, hub));

test("a GGUF file alone is opened, converted and run", async ({ page }) => {
  const buffer = Buffer.from(await plainInGguf());
  await openReady(page, site.url);
  await page.getByRole("button", { name: "Open model" }).click();
  await page
    .getByLabel("Choose files …")
    .setInputFiles([{ name: "my.gguf", mimeType: "application/octet-stream", buffer }]);
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("quotes");
  await expect(formOf(page).status).toContainText("Ready");
  await formOf(page).prompt.fill("Life is not");
  await setParameter(page, "min_new_tokens", "3");
  await answerOf(page);
});

test("a repository with weights of flax alone is offered, converted and run", async ({ page }) => {
  await page.goto(`${site.url}#model=owner/flax`);
  const card = page.getByRole("region", { name: "Load this model?" });
  await expect(card).toContainText("owner/flax");
  expect(hub.log.filter(({ url }) => url.endsWith(".msgpack"))).toEqual([]);
  await card.getByRole("button", { name: "Load model" }).click();
  await expect(formOf(page).status).toContainText("Ready");
  await formOf(page).prompt.fill("Life is not");
  await setParameter(page, "min_new_tokens", "3");
  await answerOf(page);
});
