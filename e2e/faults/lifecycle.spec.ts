import { expect } from "@playwright/test";
import { generate, load, unwrap } from "../engine-page/play.ts";
import { findThread, openModelThread } from "../model-thread.ts";
import { TINY, test } from "./fault-site.ts";

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
