import { expect, type Page } from "@playwright/test";
import { browserOptions } from "../../src/testing/browser.ts";
import { SOFTWARE_GPU } from "../../src/testing/chromium-flags.ts";
import { generate, load, unwrap } from "../../src/testing/engine-page/play.ts";
import { startFaultSite, TINY, test } from "../../src/testing/fault-site.ts";

test.use({ launchOptions: browserOptions(SOFTWARE_GPU) });

test("F27: loaded and unloaded ten times it writes the same text and leaves nothing on the GPU", {
  tag: "@slow",
}, async ({ page }) => {
  // Without a GPU the shaders are compiled for the CPU each time, for seconds on a busy machine.
  test.setTimeout(600_000);
  const site = await startFaultSite({}, "fp32");
  // Each of the two loads gets a thread of its own; what it has on the GPU is counted from its start.
  page.on("worker", (thread) => void thread.evaluate(countGpuBytes));
  await page.goto(site.url);
  await page.evaluate(() => window.engine.stored());
  const texts = new Set<string>();
  for (let turn = 0; turn < 10; turn++) {
    unwrap(await load(page, TINY, { backend: "onnx-webgpu", dtype: "fp32" }));
    expect(await countInOnlyThread(page)).toBeGreaterThan(100_000);
    texts.add(JSON.stringify(unwrap((await generate(page, "Once upon", { max_new_tokens: 8 })).outcome).samples));
    unwrap(await load(page, TINY, { backend: "kernel", dtype: "fp32" }));
    expect(await countInOnlyThread(page)).toBe(0);
  }
  expect(texts.size).toBe(1);
  await site.close();
});

/** The bytes that the page's threads have on the GPU: those of one thread, because the one before has to be gone. */
async function countInOnlyThread(page: Page): Promise<number> {
  await expect.poll(() => page.workers().length, { message: "the thread of the model before has ended" }).toBe(1);
  return Number(await page.workers()[0]?.evaluate("liveGpuBytes()"));
}

/** Lets the model's thread sum up the buffers that it has on the GPU: `liveGpuBytes()`. */
const countGpuBytes = `
const live = new Map();
const { createBuffer, destroy: destroyDevice } = GPUDevice.prototype;
const { destroy } = GPUBuffer.prototype;
GPUDevice.prototype.createBuffer = function (wanted) {
  const buffer = createBuffer.call(this, wanted);
  live.set(buffer, { device: this, size: wanted.size });
  return buffer;
};
GPUBuffer.prototype.destroy = function () {
  live.delete(this);
  return destroy.call(this);
};
GPUDevice.prototype.destroy = function () {
  for (const [buffer, { device }] of live) if (device === this) live.delete(buffer);
  return destroyDevice.call(this);
};
self.liveGpuBytes = () => [...live.values()].reduce((sum, { size }) => sum + size, 0);
`;
