import { readdirSync, readFileSync } from "node:fs";
import { expect } from "@playwright/test";
import { saying } from "../../src/contract/testing/refused.ts";
import { generate, load, unwrap } from "../../src/testing/engine-page/play.ts";
import { startFakeHub } from "../../src/testing/fake-hub.ts";
import { keptFiles, TINY, test } from "../../src/testing/fault-site.ts";
import type { FileMap } from "../../src/testing/tiny-package.ts";
import { findThread, openModelThread } from "../model-thread.ts";

const LONG = { max_new_tokens: 60, do_sample: true, seed: 3, token_healing: false };

test("F20: a tab that is frozen in the middle of a run, longer than a thread may keep silent, ends it as it began", async ({
  page,
  site,
}) => {
  await page.goto(site.url);
  unwrap(await load(page, TINY));
  const whole = unwrap((await generate(page, "Once upon", LONG)).outcome);
  const thread = await openModelThread(page);
  await thread.hold(20);
  await page.evaluate((parameters) => {
    window.broken = window.engine.generate({ prompt: "Once upon", parameters }, 2, () => undefined);
  }, LONG);
  await expect.poll(async () => (await thread.counts()).tokens).toBeGreaterThanOrEqual(20);
  const session = await page.context().newCDPSession(page);
  await session.send("Page.setWebLifecycleState", { state: "frozen" });
  // Three times what a thread that writes may keep silent.
  await new Promise((resolve) => setTimeout(resolve, 4500));
  await session.send("Page.setWebLifecycleState", { state: "active" });
  await thread.release();
  const outcome = unwrap(await page.evaluate(() => window.broken));
  expect(outcome.samples).toEqual(whole.samples);
  expect(await page.evaluate(() => window.statuses)).toEqual([]);
});

test("F20: clocks that jump a day forward and back change no run, no limit and no load", async ({ page, site }) => {
  await page.addInitScript(() => {
    const real = Date.now;
    Object.assign(window, { skew: 0 });
    Date.now = () => real() + Reflect.get(window, "skew");
  });
  await page.goto(site.url);
  unwrap(await load(page, TINY));
  const whole = unwrap((await generate(page, "Once upon", LONG)).outcome);
  await findThread(page).evaluate(() => {
    const real = Date.now;
    let jump = 86_400_000;
    // Each look at the clock finds it a day before or behind the last.
    Date.now = () => {
      jump = -jump;
      return real() + jump;
    };
  });
  for (const skew of [86_400_000, -86_400_000]) {
    await page.evaluate((skew) => Object.assign(window, { skew }), skew);
    const { outcome } = await generate(page, "Once upon", { ...LONG, max_time: 3600 });
    expect(unwrap(outcome).samples).toEqual(whole.samples);
  }
  expect(unwrap(await load(page, TINY, { backend: "onnx-wasm" })).backend.backend).toBe("onnx-wasm");
  expect(await page.evaluate(() => window.statuses)).toEqual([]);
});

const CHECKPOINT = { kind: "hub", repo: "owner/checkpoint" } as const;

test("F8: a disk that fills up in the middle of a conversion leaves a model that writes, and nothing half", async ({
  page,
  site,
}) => {
  const hub = await startFakeHub({ "owner/checkpoint": { files: checkpoint() } });
  try {
    await page.goto(`${site.url}?hub=${hub.url}`);
    unwrap(await page.evaluate((source) => window.engine.describe(source), CHECKPOINT));
    // Room for the checkpoint, and for some of the package that is made of it; Chromium says so by a number alone.
    const bytes = Object.values(checkpoint()).reduce((sum, file) => sum + file.length, 0);
    await findThread(page).evaluate((room) => {
      let written = 0;
      // Pages have no such handles, so their types have no name for them.
      const { prototype } = Reflect.get(globalThis, "FileSystemSyncAccessHandle");
      prototype.write = new Proxy(prototype.write, {
        apply(write, handle, [data, ...rest]) {
          written += data.byteLength;
          return written > room ? 4294967288 : Reflect.apply(write, handle, [data, ...rest]);
        },
      });
    }, bytes + 20_000);
    const info = unwrap(await load(page, CHECKPOINT));
    expect(info).toMatchObject({ converted: true, kept: { where: "memory", notice: saying("gone") } });
    expect(
      unwrap((await generate(page, "Hello", { min_new_tokens: 4, max_new_tokens: 4 })).outcome).completion_tokens,
    ).toBe(4);
    const stored = unwrap(await page.evaluate(() => window.engine.stored()));
    expect(stored.filter(({ complete }) => !complete)).toEqual([]);
    await page.reload();
    const again = unwrap(await load(page, CHECKPOINT));
    expect(again).toMatchObject({ converted: true, kept: { where: "opfs" } });
    expect(Object.keys(await keptFiles(page)).length).toBeGreaterThan(3);
  } finally {
    await hub.close();
  }
});

function checkpoint(): FileMap {
  const folder = new URL("../../fixtures/checkpoints/plain/safetensors/", import.meta.url);
  return Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder))]));
}
