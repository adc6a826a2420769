import { expect, type Page, test } from "@playwright/test";
import { untilControlled } from "../src/testing/built-site.ts";
import { startTestSite, type TestSite } from "../src/testing/test-site.ts";
import { answerOf, openReady, setParameter } from "./page/form.ts";

let site: TestSite;
test.beforeAll(async () => {
  site = await startTestSite({ base: "/" });
});
test.afterAll(() => site.close());

/** The whole text by a route of the site. */
function ask(page: Page, path: string, body: object): Promise<string> {
  return page.evaluate(
    async ([url, body]) => {
      const headers = { "Content-Type": "application/json" };
      const answer = await (await fetch(url, { method: "POST", headers, body: JSON.stringify(body) })).json();
      return answer.generated_text ?? answer.choices[0].text;
    },
    [`${site.url}api/${path}`, body] as const,
  );
}

test("the best of several is the same for the same seed in the form and by every route, and the first of them is another", async ({
  page,
}) => {
  const form = await openReady(page, site.url);
  await untilControlled(page);
  await form.prompt.fill("Life is");
  await setParameter(page, "seed", "7");
  const best = `Life is${await answerOf(page)}`;
  expect(`Life is${await answerOf(page)}`).toBe(best);
  const settings = { seed: 7, temperature: 0.65, top_k: 40, top_p: 0.9, repetition_penalty: 1.2 };
  const hub = { return_full_text: true, token_healing: true, seed: 7 };
  expect(await ask(page, "generate", { inputs: "Life is", parameters: hub })).toBe(best);
  const tutorial = { prompt: "Life is", min_length: 3, max_length: 40, clean_up: false, ...settings };
  expect(await ask(page, "generate_quote", tutorial)).toBe(best);
  const openAi = { prompt: "Life is", best_of: 16, max_tokens: 37, echo: true, token_healing: true, ...settings };
  expect(await ask(page, "v1/completions", openAi)).toBe(best);
  const first = await ask(page, "generate", { inputs: "Life is", parameters: { ...hub, best_of: 1 } });
  const among = await ask(page, "generate", { inputs: "Life is", parameters: { ...hub, best_of: 2 } });
  expect(new Set([best, first, among]).size).toBeGreaterThan(1);
});

test("a space, a line break or a tab behind the prompt changes no word of the answer", async ({ page }) => {
  const form = await openReady(page, site.url);
  await setParameter(page, "seed", "3");
  await setParameter(page, "temperature", "0.01");
  await form.prompt.fill("Life is");
  const bare = await answerOf(page);
  expect(bare).toMatch(/^ \p{L}/u);
  for (const space of [" ", "\n", "\t", "  "]) {
    await form.prompt.fill(`Life is${space}`);
    expect(await answerOf(page)).toBe(bare.trimStart());
  }
});

test("a whole word stays whole, and a part of one is finished", async ({ page }) => {
  const form = await openReady(page, site.url);
  for (const [prompt, expected] of [
    ["The", /^[^\p{L}-]/u],
    ["My cat", /^[^\p{L}-]/u],
    ["Happ", /^(y|i)/u],
  ] as const) {
    await form.prompt.fill(prompt);
    for (let run = 0; run < 3; run++) expect(await answerOf(page)).toMatch(expected);
  }
});
