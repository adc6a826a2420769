import { expect } from "@playwright/test";
import { generate, load, unwrap } from "../../src/testing/engine-page/play.ts";
import { startFakeHub } from "../../src/testing/fake-hub.ts";
import { TINY, test } from "../../src/testing/fault-site.ts";
import { tinyPackage } from "../../src/testing/tiny-package.ts";
import { computeLoop, computeTensor, placeData, renameOperators, withGraph } from "./hostile-graph.ts";

const GRAPH = "onnx/model.onnx";

/** What a stranger may do to a graph, and whom the loader then names. */
const TRICKS: Readonly<Record<string, Parameters<typeof withGraph>[1]>> = {
  "tensors-beyond-the-file": (graph) => placeData(graph, { offset: "1000000000000" }),
  "tensors-longer-than-the-file": (graph) => placeData(graph, { length: "1000000000000" }),
  "tensors-before-the-file": (graph) => placeData(graph, { offset: "-4096" }),
  "tensors-of-another-file": (graph) => placeData(graph, { location: "../../../../proc/self/environ" }),
  "an-operator-that-is-none": (graph) => renameOperators(graph, "Nonsense"),
  "operators-of-its-own": (graph) => renameOperators(graph, "Gather", "evil.example"),
  "a-tensor-of-a-terabyte": (graph) => computeTensor(graph, 2n ** 38n),
};

test("T6: a hostile graph is refused, never ends the page, and the next model writes", async ({ page, site }) => {
  const { "manifest.json": _, ...files } = await tinyPackage(["fp32"]);
  const graph = files[GRAPH];
  if (graph === undefined) throw new Error(`There is no ${GRAPH}.`);
  const repo = (change: Parameters<typeof withGraph>[1]) => ({
    files: { ...files, [GRAPH]: withGraph(graph, change) },
  });
  const hub = await startFakeHub({
    "owner/sound": repo(() => undefined),
    "owner/endless": repo(computeLoop),
    ...Object.fromEntries(Object.entries(TRICKS).map(([name, change]) => [`owner/${name}`, repo(change)])),
  });
  const from = (name: string) => ({ kind: "hub", repo: `owner/${name}` }) as const;
  try {
    await page.goto(`${site.url}?hub=${hub.url}`);
    expect(await load(page, from("sound"))).toMatchObject({ ok: true, value: { backend: { backend: "onnx-wasm" } } });
    for (const name of Object.keys(TRICKS)) {
      const outcome = await load(page, from(name));
      expect([name, outcome.ok || outcome.failure.code]).toEqual([
        name,
        expect.stringMatching(/^(?:malformed_file|no_backend|out_of_memory|self_test_failed)$/),
      ]);
    }
    const outcome = page.evaluate((source) => {
      const load = window.engine.load(source, {}, ({ fraction }) => {
        if (fraction >= 0.9) setTimeout(() => void window.engine.cancelLoad(), 500);
      });
      return load;
    }, from("endless"));
    expect(await outcome).toMatchObject({ ok: false, failure: { code: "cancelled" } });
    unwrap(await load(page, TINY));
    expect(unwrap((await generate(page, "Hello", { max_new_tokens: 4 })).outcome).completion_tokens).toBe(4);
  } finally {
    await hub.close();
  }
});
