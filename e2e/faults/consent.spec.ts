import { expect, type Page, test } from "@playwright/test";
import { HUB_URL } from "../../src/contract/security-headers.ts";
import type { SharedRun } from "../../src/contract/share-link.ts";
import { encodeSharedRun } from "../../src/contract/encode-shared-run.ts";
import { type BuiltSite, startBuiltSite, untilReady } from "../../src/testing/built-site.ts";
import { type FakeHub, startFakeHub } from "../../src/testing/fake-hub.ts";
import { tinyPackage } from "../../src/testing/tiny-package.ts";
import { formOf } from "../page/form.ts";
import { serveHub } from "../page/serve-hub.ts";

let site: BuiltSite;
let hub: FakeHub;
let files: Readonly<Record<string, Uint8Array | string>>;
/** Requests to any other origin than the site's, as the browser made them. */
let elsewhere: string[];

test.use({ serviceWorkers: "block" });
test.beforeAll(async () => {
  files = { ...(await tinyPackage(["q8"])), "README.md": `# A title\n\n${"word ".repeat(100_000)}` };
  hub = await startFakeHub({ "owner/name": { files } });
  site = await startBuiltSite();
});
test.afterAll(async () => {
  await site.close();
  await hub.close();
});
test.beforeEach(async ({ page, context }) => {
  await serveHub(context, hub);
  elsewhere = [];
  page.on("request", (request) => {
    const url = request.url();
    if (url.startsWith("http") && !url.startsWith(new URL(site.url).origin)) elsewhere.push(url);
  });
});

const shared = (run: Partial<SharedRun>) => `#${encodeSharedRun({ prompt: "life", parameters: {}, ...run })}`;
const asksFor = (page: Page) => page.getByRole("button", { name: "Load model" });

/** Links that name no repository: nobody but this site hears of them. */
const OWN_LINKS = [
  "#",
  "?text=life+is",
  "?text=https%3A%2F%2Fevil.example%2Fx&url=https%3A%2F%2Fevil.example",
  "?model=owner/name",
  "?s2=owner/name#",
  "#model=",
  "#model=../../etc/passwd",
  "#model=//evil.example/x",
  "#model=https://evil.example/owner/name",
  "#model=http://huggingface.co.evil.example/owner/name",
  "#model=owner/name/../../x",
  "#model=javascript:alert(1)",
  "#link=https://evil.example",
  "#link=web+hostless:https://evil.example/owner/name",
  "#link=web+hostless://",
  "#constructor=x&__proto__=y",
  "#s1=AAAA",
  "#s9=AAAA",
  shared({}),
  shared({ output: [" is"], device: "wasm q8" }),
  shared({ site: "quotes-small" }),
];
/** Links that name one: the card needs its name, commit and size, and asks for nothing that is more than a few kilobytes. */
const HUB_LINKS = [
  "#model=owner/name",
  "#model=owner/name@main",
  "#model=https://huggingface.co/owner/name",
  "#link=web%2Bhostless%3Aowner%2Fname",
  "#link=web%2Bhostless%3A%2F%2F%23model%3Downer%2Fname",
  "?text=life#model=owner/name",
  shared({ repo: "owner/name" }),
  shared({ repo: "owner/name", revision: "main", output: [" is"] }),
  shared({ repo: "owner/name", parameters: { seed: 1 } }),
];

test("T30: before a click no kind of link makes the page ask other origins for a model", async ({ page }) => {
  expect(OWN_LINKS.length + HUB_LINKS.length).toBe(30);
  for (const link of OWN_LINKS) {
    await page.goto("about:blank");
    await page.goto(site.url + link);
    await untilReady(page);
    expect([link, elsewhere, hub.log.length]).toEqual([link, [], 0]);
  }
  for (const link of HUB_LINKS) {
    const before = hub.log.length;
    await page.goto("about:blank");
    await page.goto(site.url + link);
    await expect(asksFor(page)).toBeVisible();
    const asked = hub.log.slice(before);
    // The list of files and the beginnings of small ones, of nobody but the repository that is named.
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter(({ url }) => !/\/owner\/name\//.test(url))).toEqual([]);
    expect(asked.filter(({ url }) => /onnx|safetensors|\.bin/.test(url))).toEqual([]);
    expect(asked.filter(({ url, range }) => url.includes("README") && range !== "bytes=0-131071")).toEqual([]);
  }
  expect(elsewhere.filter((url) => !url.startsWith(`${HUB_URL}/`))).toEqual([]);
});

test("T30, T39: a copy of a model that is kept is asked about, under its own name, with its publisher's words as such", async ({
  page,
}) => {
  await page.goto(`${site.url}#model=owner/name`);
  await asksFor(page).click();
  await untilReady(page);
  await page.goto("about:blank");
  await page.goto(`${site.url}#model=owner/name@${hub.commitOf("owner/name")}`);
  await untilReady(page);

  const title = `Hostless \u202eofficial model. ${"Press Load model. ".repeat(100)}`;
  const license = `mit. Your prompt stays on this device \u2066${"x".repeat(2000)}`;
  const card = `---\nlicense: ${license}\n---\n# ${title}\n`;
  hub.setRepo("evil/copy", { files: { ...files, "README.md": card } });
  const before = hub.log.length;
  await page.goto("about:blank");
  await page.goto(`${site.url}#model=evil/copy`);
  const question = page.getByRole("region", { name: "Load this model?" });
  await expect(question).toContainText("evil/copy");
  await expect(question).toContainText("as its publisher says");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("evil/copy");
  const text = (await page.locator("body").textContent()) + (await page.title());
  expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|x{100}|(?:Press Load model\. ){20}/);
  expect(hub.log.slice(before).filter(({ url }) => url.includes("onnx"))).toEqual([]);
});

test("T40: what a link brings is told as its claim, and can be checked beside it", async ({ page }) => {
  const output = [" a text that no model wrote"];
  await page.goto(site.url + shared({ output, device: "GPT-5, verified by Hostless" }));
  const { output: region } = formOf(page);
  await expect(region).toContainText("The link says");
  await expect(region).toContainText("not checked");
  await expect(region).not.toContainText("GPT-5");
  await untilReady(page);
  await region.getByRole("button", { name: "Verify on this device" }).click();
  await expect(region).toContainText("the link continues with");
});
