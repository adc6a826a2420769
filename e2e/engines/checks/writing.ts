import { type Check, expectTrue } from "../check.ts";

const goOn: Check = {
  name: "Continue goes on from the text",
  async run({ tab }) {
    const { first, longer } = await (await tab()).evaluate(async (page) => {
      await page.preset("Creative");
      await page.set({ best_of: 1, max_new_tokens: 20, min_new_tokens: 20, seed: 1 });
      const first = await page.run("life is not");
      await page.begin(() => page.press("Continue"));
      return { first, longer: await page.finished() };
    });
    expectTrue(`"${longer}" begins with "${first}"`, longer.startsWith(first) && longer.length > first.length);
    return undefined;
  },
};

const another: Check = {
  name: "Another writes with another seed",
  async run({ tab }) {
    const seeds = await (await tab()).evaluate(async (page) => {
      await page.preset("Creative");
      await page.set({ best_of: 1, max_new_tokens: 20, min_new_tokens: 20 });
      await page.run("life is not");
      const before = page.fact("Seed");
      await page.begin(() => page.press("Another"));
      await page.finished();
      return [before, page.fact("Seed")];
    });
    expectTrue(`seeds ${seeds}`, seeds.every((seed) => /^\d+$/.test(seed)) && seeds[0] !== seeds[1]);
    return undefined;
  },
};

export const WRITING = [goOn, another];
