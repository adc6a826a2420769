import { expect, test } from "@playwright/test";
import { generate, load, under, unwrap } from "../src/testing/engine-page/play.ts";
import { startEngineSite } from "../src/testing/engine-page/site.ts";
import { FaultServer } from "../src/testing/fault-server.ts";
import { WORKER } from "../src/testing/fault-site.ts";
import { largePackage } from "../src/testing/tiny-package.ts";

/** What a browser says of its processor, whatever this machine has. */
const cores = (count: number) => `Object.defineProperty(navigator, "hardwareConcurrency", { value: ${count} });`;

test("a large model gets helpers where the page is isolated and the processor has cores, and the same text with them as without", async ({
  page,
}) => {
  let root = "";
  const server = new FaultServer(() => [root]);
  const files = under("models/large", await largePackage());
  const answers: (readonly number[] | undefined)[] = [];
  for (const { headers, count, helpers } of [
    { headers: true, count: 16, helpers: 7 },
    { headers: true, count: 2, helpers: 1 },
    { headers: true, count: 1, helpers: 0 },
    { headers: false, count: 4, helpers: 0 },
  ]) {
    const site = await startEngineSite(files, { headers, intercept: server.intercept });
    root = site.root;
    server.set({ path: WORKER, prepend: cores(count) });
    const threads: string[] = [];
    page.on("worker", (worker) => threads.push(worker.url()));
    await page.goto(site.url);
    const { backend } = unwrap(await load(page, { kind: "site", path: "models/large" }));
    expect(backend.backend).toBe("kernel");
    // Whether they stay is decided by measuring.
    expect(threads.filter((url) => url.includes("kernel-helper"))).toHaveLength(helpers);
    // Long enough to come in passes of many tokens.
    const prompt = "It was the best of times, it was the worst of times. ".repeat(2);
    const { outcome } = await generate(page, prompt, { max_new_tokens: 12 });
    answers.push(unwrap(outcome).samples[0]?.token_ids);
    page.removeAllListeners("worker");
    await site.close();
  }
  expect(answers[0]).toHaveLength(12);
  for (const answer of answers) expect(answer).toEqual(answers[0]);
});
