import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { unzipSync } from "fflate";
import { clientDocument } from "../scripts/build/vite-oauth-client.ts";
import { type KnownForm, knownForms } from "../src/convert/read/testing/known-forms.ts";
import { startWritableHub, type WritableHub } from "../src/testing/hub/writable-hub.ts";
import { tinyPackage } from "../src/testing/tiny-package.ts";
import { startPublishingSite } from "../src/testing/publishing-site.ts";
import { writeFiles } from "../src/testing/served-space.ts";
import { type StaticSite, startStaticServer } from "../src/testing/static-server.ts";
import { expectAccessible } from "./page/axe.ts";
import { chooseFiles } from "./page/choose-files.ts";
import { answerOf, formOf, openReady } from "./page/form.ts";

let hub: WritableHub;
let site: StaticSite;
let form: KnownForm;
test.beforeAll(async () => {
  hub = await startWritableHub({ visitor: { name: "owner", orgs: ["lab"], scopes: [] } });
  site = await startPublishingSite(hub, clientDocument);
  const found = (await knownForms())["transformers"];
  if (found === undefined) throw new Error("There is no form transformers.");
  form = found;
});
test.afterAll(async () => {
  site.close();
  await hub.close();
});
test.beforeEach(() => hub.breaks.clear());

/** A checkpoint that was opened, on the page that publishes. */
async function openPublishing(page: Page): Promise<void> {
  await openReady(page, site.url);
  await chooseFiles(page, form.files);
  await page.getByRole("button", { name: "Publish it", exact: true }).click();
  await expect(page.getByLabel("Title", { exact: true })).not.toHaveValue("");
}

/** What an owner says of it. */
async function fillIn(page: Page): Promise<void> {
  await page.getByLabel("Title", { exact: true }).fill("Small words");
  await page.getByLabel("Summary, in one line", { exact: true }).fill("Writes what bytes would say.");
  await page.getByLabel("Licence", { exact: true }).selectOption("mit");
  await page.getByLabel("max_new_tokens", { exact: true }).fill("7");
  await page.getByRole("button", { name: "Add an example", exact: true }).click();
  await page.getByLabel("Prompt of example 1", { exact: true }).fill("Once upon");
  await page.getByRole("button", { name: "Write an output", exact: true }).click();
  await expect(page.getByRole("button", { name: "Write another", exact: true })).toBeVisible();
}

/** Over to the Hub and back. */
async function signIn(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Sign in with Hugging Face", exact: true }).click();
  await page.getByRole("link", { name: "Authorize" }).click();
  await expect(page.getByText("Signed in as owner.")).toBeVisible();
}

/** A published folder answers with what its owner said. */
async function expectOwners(page: Page, files: Readonly<Record<string, Uint8Array | string>>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "published-"));
  await writeFiles(folder, files);
  const served = await startStaticServer({ root: folder, headers: false });
  await openReady(page, served.url);
  await expect(page).toHaveTitle("Small words");
  await expect(page.getByRole("heading", { name: "Small words" })).toBeVisible();
  await expect(page.getByText("Writes what bytes would say.")).toBeVisible();
  await expect(page.getByText("Once upon").first()).toBeVisible();
  await formOf(page).prompt.fill("Hello");
  expect((await answerOf(page)).length).toBeGreaterThan(0);
  await page.goto("about:blank");
  served.close();
}

test("from a checkpoint to a model and its Space by one click after the sign-in", async ({ page }) => {
  await openPublishing(page);
  await fillIn(page);
  await signIn(page);
  expect(page.url()).toBe(`${site.url}publish.html`);
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }))).not.toMatch(
    /hf_oauth|codeVerifier/,
  );
  await expect(page.getByLabel("Title", { exact: true })).toHaveValue("Small words");
  await page.getByLabel("Name of the repository", { exact: true }).fill("words");
  // As the Hub has it: in chunks. The line breaks in the middle of the weights: they are sent again, and committed once.
  hub.large.transfer = "xet";
  hub.large.spaceTransfer = "basic";
  hub.breaks.add(/^POST \/cas\/v1\/xorbs/, "middle");
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Published" })).toBeVisible();
  await expect(page.getByRole("link", { name: `${hub.url}/spaces/owner/words` })).toBeVisible();
  expect(hub.log.filter(({ url }) => url.startsWith(`${hub.cdnUrl}/cas/v1/shards`))).not.toEqual([]);
  const space = hub.written("spaces/owner/words");
  const model = hub.written("owner/words");
  expect([model?.commits.length, space?.commits.length]).toEqual([1, 1]);
  const card = Buffer.from(model?.repo.files["README.md"] ?? "").toString();
  expect(card).toMatch(/^license: mit$/m);
  expect(card).toMatch(/text: Once upon/);
  expect(JSON.parse(Buffer.from(model?.repo.files["generation_config.json"] ?? "").toString()).max_new_tokens).toBe(7);
  await expectOwners(page, space?.repo.files ?? {});
});

test("a private model opens after signing in at the Hub, in a tab that comes back without its code", async ({
  page,
}) => {
  hub.setRepo("eva/secret", { files: await tinyPackage(["q8"], { readme: "# Secret\n" }) });
  hub.closeRepo("eva/secret");
  const address = `${site.url}#model=eva/secret`;
  await page.goto(address);
  const { prompt, status } = formOf(page);
  await prompt.fill("Hello");
  const opening = page.waitForEvent("popup");
  await page.getByRole("button", { name: `Sign in at ${new URL(hub.url).host}`, exact: true }).click();
  const tab = await opening;
  await expect(tab.locator("li")).toHaveText(["openid", "profile", "read-repos"]);
  await tab.getByRole("link", { name: "Authorize" }).click();
  await expect(tab.getByText("go back to the tab with the model")).toBeVisible();
  expect(tab.url()).toBe(`${site.url}publish.html`);
  await page.getByRole("button", { name: "Load model", exact: true }).click();
  await expect(status).toContainText("Ready");
  await expect(prompt).toHaveValue("Hello");
  expect(page.url()).toBe(address);
  for (const one of [page, tab]) {
    const kept = await one.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }, history.state]));
    expect(kept).not.toMatch(/hf_oauth|codeVerifier|code=/);
  }
});

test("the zip of the site works unpacked, and the page is accessible", async ({ page }) => {
  await openPublishing(page);
  await fillIn(page);
  await page.getByLabel("Your own host", { exact: true }).check();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download my site (.zip)", exact: true }).click();
  const file = await (await download).path();
  await expectAccessible(page);
  const files = unzipSync(await readFile(file));
  expect(Object.keys(files)).toEqual(expect.arrayContaining(["404.html", "_headers", ".nojekyll", "publish.html"]));
  await expectOwners(page, files);
});
