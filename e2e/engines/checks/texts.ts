import { type Check, expectSame, expectTrue } from "../check.ts";
import type { World } from "../world.ts";

const PROMPTS = [
  "life is not",
  "Once upon a time",
  "She is a warrior",
  "The most important thing is",
  "Über die Liebe — “hope” 希望",
];

/** The first engine's value is what all others must give. */
function expectAsFirst({ references }: World, name: string, value: unknown): void {
  if (!references.has(name)) references.set(name, value);
  expectSame(name, value, references.get(name));
}

const greedy: Check = {
  name: "five greedy texts as in Chromium",
  async run(world) {
    const tab = await world.tab();
    const texts = await tab.evaluate(async (page, prompts) => {
      await page.preset("Greedy");
      await page.set({ max_new_tokens: 40, min_new_tokens: 40 });
      const texts: string[] = [];
      for (const prompt of prompts) texts.push(await page.run(prompt));
      return texts;
    }, PROMPTS);
    expectTrue(
      "no text is empty",
      texts.every((text) => text.length > 40),
    );
    expectAsFirst(world, "greedy texts", texts);
    return undefined;
  },
};

const sampled: Check = {
  name: "a sampled text as in Chromium, with a seed",
  async run(world) {
    const tab = await world.tab();
    const text = await tab.evaluate(async (page) => {
      await page.preset("Creative");
      await page.set({ best_of: 1, max_new_tokens: 60, min_new_tokens: 60, seed: 7 });
      return page.run("life is not");
    });
    expectAsFirst(world, "sampled text", text);
    return undefined;
  },
};

const beam: Check = {
  name: "a beam search's text as in Chromium",
  async run(world) {
    const tab = await world.tab();
    const text = await tab.evaluate(async (page) => {
      await page.preset("Beam search");
      await page.set({ max_new_tokens: 30 });
      return page.run("hope is");
    });
    expectAsFirst(world, "beam search's text", text);
    return undefined;
  },
};

export const TEXTS = [greedy, sampled, beam];
