import { expect } from "@playwright/test";
import { generate, load, unwrap } from "../../src/testing/engine-page/play.ts";
import { TINY, test, WORKER } from "../../src/testing/fault-site.ts";

/** What an iPhone does with a page that is isolated, but asks for too much shared memory. */
const NO_SHARED_MEMORY = `
WebAssembly.Memory = new Proxy(WebAssembly.Memory, {
  construct(target, [wanted]) {
    if (wanted.shared) throw new RangeError("Out of memory");
    return new target(wanted);
  },
});
`;

test("F29: where shared memory is refused the CPU kernel runs, and ONNX Runtime says why it cannot", {
  tag: "@slow",
}, async ({ page, site }) => {
  site.server.set({ path: WORKER, prepend: NO_SHARED_MEMORY });
  await page.goto(site.url);
  expect(await load(page, TINY, { backend: "onnx-wasm" })).toMatchObject({
    ok: false,
    failure: { code: "out_of_memory" },
  });
  expect(unwrap(await load(page, TINY)).backend).toMatchObject({ backend: "kernel", threads: 1 });
  const { outcome } = await generate(page, "Hello", { max_new_tokens: 4 });
  expect(unwrap(outcome).completion_tokens).toBe(4);
});

test("F23: 200 generations leave no nodes, no pile of listeners and no growing heap behind", { tag: "@slow" }, async ({
  page,
  site,
}) => {
  await page.goto(site.url);
  unwrap(await load(page, TINY));
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const measure = async () => {
    await session.send("HeapProfiler.collectGarbage");
    const { metrics } = await session.send("Performance.getMetrics");
    const metric = (name: string) => metrics.find((each) => each.name === name)?.value ?? 0;
    return { heap: metric("JSHeapUsedSize"), nodes: metric("Nodes"), listeners: metric("JSEventListeners") };
  };
  const runs = (from: number, to: number) =>
    page.evaluate(
      async ([from, to]) => {
        for (let run = from; run < to; run++) {
          await window.engine.generate({ prompt: "Once", parameters: { max_new_tokens: 8 } }, run, () => undefined);
        }
      },
      [from, to] as const,
    );
  await runs(1, 50);
  const before = await measure();
  await runs(50, 250);
  const after = await measure();
  expect(after.nodes).toBeLessThanOrEqual(before.nodes);
  // Channels of ended runs go when the thread collects its garbage, which the page cannot ask for.
  expect(after.listeners - before.listeners).toBeLessThan(100);
  expect((after.heap - before.heap) / 200).toBeLessThan(1000);
});
