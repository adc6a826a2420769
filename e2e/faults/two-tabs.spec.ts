import { readdirSync, readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { generate, load, unwrap } from "../../src/testing/engine-page/play.ts";
import { keptFiles, TINY, test } from "../../src/testing/fault-site.ts";
import { findThread } from "../model-thread.ts";

const FOLDER = new URL("../../fixtures/checkpoints/plain/bin/", import.meta.url);
const CHECKPOINT = readdirSync(FOLDER).map((name) => [name, [...readFileSync(new URL(name, FOLDER))]] as const);
/** What was made of those files, as it is found again. */
const MADE = { kind: "files", name: "mine", files: [] } as const;

declare global {
  var conversion: { goOn(): void; isHeld: boolean };
  interface Window {
    converting: ReturnType<Window["engine"]["load"]>;
  }
}

test.beforeEach(({ page, site }) => page.goto(site.url));

/** Converts picked files, and holds the conversion once three files of the package are kept. */
async function convertHeld(page: Page): Promise<void> {
  // The thread is started by the first call.
  unwrap(await page.evaluate(() => window.engine.stored()));
  await findThread(page).evaluate(holdConversion);
  await page.evaluate((files) => {
    const picked = files.map(([path, bytes]) => ({ path, bytes: new Blob([Uint8Array.from(bytes)]) }));
    window.converting = window.engine.load({ kind: "files", name: "mine", files: picked }, {}, () => undefined);
  }, CHECKPOINT);
  await expect.poll(() => findThread(page).evaluate(() => conversion.isHeld)).toBe(true);
}

/** Runs inside the thread: each file of a package is hashed before it is kept. */
function holdConversion(): void {
  let goOn: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  globalThis.conversion = { goOn, isHeld: false };
  const digest = crypto.subtle.digest.bind(crypto.subtle);
  const countKept = async () => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle("hostless-models-1");
    let count = 0;
    for await (const _ of (await folder.getDirectoryHandle("blobs")).keys()) count++;
    return count;
  };
  crypto.subtle.digest = async (algorithm, data) => {
    // A pause of the thread hashes nothing.
    if (data.byteLength > 0 && (await countKept()) >= 3) {
      globalThis.conversion.isHeld = true;
      await held;
    }
    return digest(algorithm, data);
  };
}

const kept = (page: Page) => page.evaluate(() => window.engine.stored()).then(unwrap);

test("F41: one tab converts, another one is opened and deletes a model: the package is whole", async ({
  page,
  site,
  context,
}) => {
  await convertHeld(page);
  const before = Object.keys(await keptFiles(page)).filter((name) => name.includes("/blobs/"));
  expect(before.length).toBeGreaterThanOrEqual(3);
  const other = await context.newPage();
  await other.goto(site.url);
  unwrap(await load(other, TINY));
  const [tiny] = await kept(other);
  unwrap(await other.evaluate((id) => window.engine.deleteStored(id), tiny?.id ?? ""));
  expect(Object.keys(await keptFiles(page)).filter((name) => name.includes("/blobs/"))).toEqual(before);
  await findThread(page).evaluate(() => conversion.goOn());
  expect(unwrap(await page.evaluate(() => window.converting)).kept).toEqual({ where: "opfs" });
  expect(await kept(other)).toMatchObject([{ name: "mine", complete: true }]);
  await page.reload();
  unwrap(await load(page, MADE));
  const { outcome } = await generate(page, "Hello", { max_new_tokens: 4, min_new_tokens: 4 });
  expect(unwrap(outcome).completion_tokens).toBe(4);
});

test("F41: what a tab that crashed in the middle of a conversion left is removed at the next start", async ({
  page,
  site,
  context,
}) => {
  await convertHeld(page);
  const session = await context.newCDPSession(page);
  void session.send("Page.crash").catch(() => undefined);
  await page.waitForEvent("crash");
  const other = await context.newPage();
  await other.goto(site.url);
  await expect
    .poll(async () => {
      // Its locks are freed a moment after its process: each of these starts a thread.
      await other.reload();
      expect(await kept(other)).toEqual([]);
      return Object.keys(await keptFiles(other)).filter((name) => name.includes("/blobs/"));
    })
    .toEqual([]);
});
