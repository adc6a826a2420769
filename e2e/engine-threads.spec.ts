import { expect, test } from "@playwright/test";
import { generate, load, under, unwrap } from "./engine-page/play.ts";
import { startEngineSite } from "./engine-page/site.ts";
import { largePackage } from "./engine-page/tiny-package.ts";

test("a large model gets helpers where the page is isolated, and the same text with them as without", async ({
  page,
}) => {
  const files = under("models/large", await largePackage());
  const answers: (readonly number[] | undefined)[] = [];
  for (const headers of [true, false]) {
    const site = await startEngineSite(files, { headers });
    const threads: string[] = [];
    page.on("worker", (worker) => threads.push(worker.url()));
    await page.goto(site.url);
    const { backend } = unwrap(await load(page, { kind: "site", path: "models/large" }));
    expect(backend.backend).toBe("kernel");
    // Whether they stay is decided by measuring.
    expect(threads.some((url) => url.includes("kernel-helper"))).toBe(headers);
    // Long enough to come in passes of many tokens.
    const prompt = "It was the best of times, it was the worst of times. ".repeat(2);
    const { outcome } = await generate(page, prompt, { max_new_tokens: 12 });
    answers.push(unwrap(outcome).samples[0]?.token_ids);
    page.removeAllListeners("worker");
    await site.close();
  }
  expect(answers[0]).toHaveLength(12);
  expect(answers[0]).toEqual(answers[1]);
});
