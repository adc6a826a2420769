import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { unzipSync } from "fflate";
import { serveSpace, writeFiles } from "../src/testing/served-space.ts";
import { startWritableHub } from "../src/testing/hub/writable-hub.ts";
import { answerOf, formOf, openReady } from "./page/form.ts";
import { findProgram } from "../src/testing/find-program.ts";
import { ownersPackage, publishPackage, SERVERS } from "./published-site.ts";

const PROGRAMS = { sirv: "node", python: "python3", nginx: "nginx" } as const;
/** Another model on the same site, with a title that no phone shows whole. */
const OTHER = "Tales of a wide sea, of ships on it and of those who never came back";
const found = new Map<string, boolean>();
let model: string;
let root: string;
test.beforeAll(async () => {
  // Programs may have to be installed.
  test.setTimeout(600_000);
  for (const [name, program] of Object.entries(PROGRAMS)) found.set(name, findProgram(program));
  model = await ownersPackage();
  root = await mkdtemp(join(tmpdir(), "hostless-"));
  await publishPackage(model, await ownersPackage(OTHER), "--to", `zip:${join(root, "site.zip")}`);
  const files = unzipSync(await readFile(join(root, "site.zip")));
  for (const place of ["top", "a/b"]) await writeFiles(join(root, place), files);
});

/** The owner's title, example and model, and nothing of the model that the site was built with. */
async function expectOwners(page: Page, url: string): Promise<void> {
  await openReady(page, url);
  await expect(page).toHaveTitle(/^Small bytes/);
  await expect(page.getByRole("heading", { name: "Small bytes" })).toBeVisible();
  await expect(page.getByText("Once upon").first()).toBeVisible();
  await formOf(page).prompt.fill("Hello");
  expect((await answerOf(page)).length).toBeGreaterThan(0);
  await expect(page.getByText("quotes")).toHaveCount(0);
}

/** The site's other model is chosen on a phone, and the page of the API follows. */
async function expectChoice(page: Page, url: string): Promise<void> {
  await page.setViewportSize({ width: 360, height: 640 });
  const choice = page.getByRole("combobox", { name: "Model", exact: true });
  const [other = ""] = (await choice.locator("option").allTextContents()).filter((text) => text.startsWith(OTHER));
  await choice.selectOption(other);
  await page.getByRole("button", { name: "Open", exact: true }).click();
  await expect(page.getByRole("heading", { name: OTHER })).toBeVisible();
  expect((await answerOf(page)).length).toBeGreaterThan(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  expect(page.url()).toBe(`${url}#model=tiny-2`);
  await page.getByRole("link", { name: "Use via API", exact: true }).click();
  await expect(page.getByRole("status")).toContainText("is ready on this device");
  await expect(page.getByRole("textbox", { name: "The tag on any site" })).toHaveValue(/model="tiny-2"/);
}

/** The tag, its events and variables, and the error class keep their names on every site. */
const CODE_NAMES = /<\/?hostless-form|\bhostless-(?:load|result|error|accent)\b|\bHostlessError\b/g;

/** No page says what the site was made from: the brand is the owner's, the code names the owner's model. */
async function expectNothingElse(page: Page, url: string): Promise<void> {
  for (const name of ["", "docs.html", "publish.html"]) {
    await page.goto(url + name);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page).toHaveTitle(/Small bytes/);
    // The reference comes late, with the names that code calls.
    if (name === "docs.html") await expect(page.getByText("retryAfterSeconds").first()).toBeAttached();
    const said = await page.locator("body").textContent();
    const code = await page
      .getByRole("textbox")
      .evaluateAll((boxes) => boxes.map((box) => Object(box).value).join("\n"));
    expect(`${said}\n${code}`.replace(CODE_NAMES, "")).not.toMatch(/hostless|quotes/i);
  }
  const description: unknown = await (await page.request.get(`${url}api/openapi.json`)).json();
  expect(description).toMatchObject({ info: { title: "Small bytes" } });
}

/** The service worker has what it keeps once it controls the page. */
async function expectOffline(page: Page, context: BrowserContext, url: string): Promise<void> {
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  await context.setOffline(true);
  await openReady(page, url);
  expect((await answerOf(page)).length).toBeGreaterThan(0);
}

for (const name of ["sirv", "python", "nginx"] as const) {
  for (const [place, base] of [
    ["top", "/"],
    [".", "/a/b/"],
  ] as const) {
    test(`the zip of a site works unpacked behind ${name} at ${base}, offline too`, async ({ page, context }) => {
      test.skip(!found.get(name), `${name} is not on this machine`);
      const served = await SERVERS[name](join(root, place), base);
      try {
        await expectOwners(page, served.url);
        if (name === "sirv" && base === "/") await expectChoice(page, served.url);
        await expectOffline(page, context, served.url);
      } finally {
        served.stop();
      }
    });
  }
}

test("a published Space answers with the owner's title, example and model, isolated by its own headers", async ({
  page,
}) => {
  const token = "hf_owner";
  const hub = await startWritableHub({ tokens: { [token]: { name: "owner", scopes: ["write-repos"] } } });
  process.env["HF_ENDPOINT"] = hub.url;
  process.env["HF_TOKEN"] = token;
  const said = await publishPackage(model, "--to", "hf:owner/bytes", "--space");
  expect(said).toContain(`${hub.url}/spaces/owner/bytes`);
  const space = hub.written("spaces/owner/bytes");
  expect(space?.commits).toHaveLength(1);
  expect(hub.written("owner/bytes")?.commits).toHaveLength(1);
  const site = await serveSpace(space?.repo.files ?? {});
  await expectOwners(page, site.url);
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
  await expectNothingElse(page, site.url);
  site.close();
  await hub.close();
});
