import { expect, type Page, test } from "@playwright/test";
import { generate, load, under, unwrap } from "../src/testing/engine-page/play.ts";
import { type EngineSite, startEngineSite } from "../src/testing/engine-page/site.ts";
import { tinyPackage } from "../src/testing/tiny-package.ts";
import { findThread, openModelThread } from "./model-thread.ts";

const TINY = { kind: "site", path: "models/tiny" } as const;
let site: EngineSite;

test.beforeAll(async () => {
  site = await startEngineSite(under("models/tiny", await tinyPackage()));
});
test.afterAll(() => site.close());

test.beforeEach(async ({ page }) => {
  await page.goto(site.url);
});

test("loads a package and streams an answer, without fetching ONNX Runtime", async ({ page }) => {
  const requests: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  const info = unwrap(await load(page, TINY));
  expect(info).toMatchObject({ name: "tiny", maxPositions: 128, backend: { backend: "kernel", dtype: "q8" } });
  const { outcome, pieces } = await generate(page, "Hello", { max_new_tokens: 12 });
  expect(unwrap(outcome)).toMatchObject({
    samples: [{ finish_reason: "length", text: pieces.join("") }],
    completion_tokens: 12,
  });
  expect(requests.filter((url) => /\/kernel/.test(url)).length).toBeGreaterThan(0);
  expect(requests.filter((url) => /\/ort/.test(url))).toEqual([]);
});

test("gives the same greedy text on the kernel and on ONNX Runtime", async ({ page }) => {
  const answers: unknown[] = [];
  for (const backend of ["kernel", "onnx-wasm"] as const) {
    unwrap(await load(page, TINY, { backend, dtype: "fp32" }));
    const { outcome } = await generate(page, "Once upon", { max_new_tokens: 24 });
    answers.push(unwrap(outcome).samples[0]?.token_ids);
  }
  expect(answers[0]).toEqual(answers[1]);
});

test("F30: stops within one token, and the next seeded answer equals a fresh run", async ({ page }) => {
  unwrap(await load(page, TINY));
  const parameters = { do_sample: true, seed: 7, max_new_tokens: 100 };
  const fresh = await generate(page, "Hello", parameters);
  const thread = await openModelThread(page);
  // However late the stop comes on a busy machine, the run is not over.
  await thread.hold(90);
  const stopped = await page.evaluate((parameters) => {
    let tokens = 0;
    return window.engine.generate({ prompt: "Hello", parameters }, 2, () => {
      if (++tokens === 5) void window.engine.stop(2);
    });
  }, parameters);
  const { tokens, sinceStop } = await thread.counts();
  expect(sinceStop).toBeLessThanOrEqual(1);
  const result = unwrap(stopped);
  expect(result.samples[0]?.finish_reason).toBe("stopped");
  expect(result.completion_tokens).toBe(tokens);
  const again = await generate(page, "Hello", parameters, 3);
  expect(unwrap(again.outcome).samples).toEqual(unwrap(fresh.outcome).samples);
});

test("F31: answers requests in order, each as if it were alone, and stops one that still waits", async ({ page }) => {
  unwrap(await load(page, TINY));
  const prompts = ["one", "two", "three", "four"];
  const alone: unknown[] = [];
  for (const prompt of prompts) {
    alone.push(unwrap((await generate(page, prompt, { max_new_tokens: 10 })).outcome).samples);
  }
  const { ended, outcomes } = await page.evaluate(async (prompts) => {
    const ended: number[] = [];
    const runs = prompts.map(async (prompt, run) => {
      const outcome = await window.engine.generate(
        { prompt, parameters: { max_new_tokens: 10, token_healing: false } },
        run,
        () => undefined,
      );
      ended.push(run);
      return outcome;
    });
    await window.engine.stop(3);
    return { ended, outcomes: await Promise.all(runs) };
  }, prompts);
  expect(ended).toEqual([0, 1, 2, 3]);
  expect(outcomes.slice(0, 3).map((outcome) => unwrap(outcome).samples)).toEqual(alone.slice(0, 3));
  const [waiting] = outcomes.slice(3).map(unwrap);
  expect(waiting?.samples[0]).toMatchObject({ text: "", finish_reason: "stopped" });
});

/** Runs `fault` in the worker while a run is under way, and reports how both that run and the next one end. */
async function breakWorker(page: Page, fault: string) {
  unwrap(await load(page, TINY));
  await page.evaluate(() => {
    const request = { prompt: "Hello", parameters: { max_new_tokens: 100, do_sample: true, seed: 1 } };
    // A listener that never takes its piece keeps the run under way.
    const run = window.engine.generate(request, 1, () => new Promise(() => undefined));
    window.broken = run;
  });
  // A message breaks it, once the inspector has its answer: Chromium does not end a thread that still owes it one.
  await findThread(page).evaluate(`new BroadcastChannel("break").onmessage = () => { ${fault} }`);
  await page.evaluate(() => new BroadcastChannel("break").postMessage("now"));
  const broken = await page.evaluate(() => window.broken);
  const next = await generate(page, "Hello", { max_new_tokens: 4 }, 2);
  return { broken, next: unwrap(next.outcome), statuses: await page.evaluate(() => window.statuses) };
}

for (const [name, fault, code] of [
  ["loops for ever", "for (;;);", "worker_hung"],
  ["matches a hostile pattern", "/(a+)+$/.test('a'.repeat(40) + '!')", "worker_hung"],
  ["ends itself", "self.close()", "worker_hung"],
  ["throws out of a call", "throw new Error('out of the blue')", "worker_died"],
] as const) {
  test(`F20: a worker that ${name} is replaced, its call settles and the next one works`, async ({ page }) => {
    const { broken, next, statuses } = await breakWorker(page, fault);
    expect(broken).toMatchObject({ ok: false, failure: { code } });
    expect(next.completion_tokens).toBe(4);
    expect(statuses.map(({ kind }) => kind)).toEqual(["restarting", "restored"]);
  });
}

test("F19: a load that fails does not poison the next", async ({ page }) => {
  const files = await tinyPackage(["q8"]);
  const graph = files["onnx/model_quantized.onnx"];
  await site.write(under("models/cut", { ...files, "onnx/model_quantized.onnx": new Uint8Array(graph?.length ?? 0) }));
  expect(await load(page, { kind: "site", path: "models/cut" })).toMatchObject({
    ok: false,
    failure: { code: "integrity" },
  });
  expect((await load(page, TINY)).ok).toBe(true);
});
