import { createServer } from "node:http";
import { expect, type Frame, type Page } from "@playwright/test";
import { saying } from "../../src/contract/testing/refused.ts";
import { load, unwrap } from "../../src/testing/engine-page/play.ts";
import { type FaultSite, startFaultSite, TINY, test, WEIGHTS } from "../../src/testing/fault-site.ts";

/** A page of another site around ours; isolated pages refuse frames that are not. */
async function startEmbedder(frame: string, isolated: boolean, sandbox?: string) {
  const attribute = sandbox === undefined ? "" : ` sandbox="${sandbox}"`;
  const server = createServer((_, response) => {
    response.setHeader("Content-Type", "text/html");
    if (isolated) {
      response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
      response.setHeader("Cross-Origin-Embedder-Policy", "require-corp");
    }
    response.end(
      `<!doctype html><title>Another site</title><iframe allow="cross-origin-isolated" src="${frame}"${attribute}>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The embedder has no port.");
  return { url: `http://127.0.0.1:${address.port}/`, close: () => server.close() };
}

async function openFramed(page: Page, site: FaultSite, isolated: boolean) {
  const embedder = await startEmbedder(site.url, isolated);
  await page.goto(embedder.url);
  const frame = page.frames()[1];
  if (frame === undefined) throw new Error("There is no frame.");
  await frame.waitForFunction(() => "engine" in window);
  return { frame, close: embedder.close };
}

function loadIn(frame: Frame) {
  return frame.evaluate((source) => window.engine.load(source, {}, () => undefined), TINY);
}

async function writesIn(frame: Frame): Promise<void> {
  const outcome = await frame.evaluate(() =>
    window.engine.generate({ prompt: "Hello", parameters: { max_new_tokens: 4 } }, 1, () => undefined),
  );
  expect(unwrap(outcome).completion_tokens).toBe(4);
}

test("F11, F13: a frame without storage downloads once for itself, generates, and says that nothing is kept", async ({
  page,
  site,
}) => {
  await page.goto(site.url);
  unwrap(await load(page, TINY));
  const { frame, close } = await openFramed(page, site, false);
  const info = unwrap(await loadIn(frame));
  expect(info.kept).toMatchObject({ where: "memory", notice: saying("no storage") });
  await writesIn(frame);
  expect(site.server.to(WEIGHTS)).toHaveLength(2);
  close();
});

for (const isolated of [true, false]) {
  test(`F33: framed by ${isolated ? "an isolated" : "a plain"} site it has threads`, { tag: "@slow" }, async ({
    page,
    site,
  }) => {
    const { frame, close } = await openFramed(page, site, isolated);
    expect(await frame.evaluate(() => crossOriginIsolated)).toBe(true);
    unwrap(await loadIn(frame));
    await writesIn(frame);
    close();
  });
}

test("F33: framed on a host without headers it has one thread, and works", { tag: "@slow" }, async ({ page }) => {
  const site = await startFaultSite({ headers: false });
  const { frame, close } = await openFramed(page, site, false);
  expect(await frame.evaluate(() => crossOriginIsolated)).toBe(false);
  unwrap(await loadIn(frame));
  await writesIn(frame);
  close();
  await site.close();
});
