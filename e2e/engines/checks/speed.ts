import { type Check, expectSame } from "../check.ts";

/** Milliseconds from navigation to the first letters, and the model that wrote them. */
const firstText: Check = {
  name: "first text of the site's own model, cold / warm",
  run: ({ visit, real }) =>
    visit(async (tab) => {
      const times: number[] = [];
      for (let visits = 0; visits < 2; visits++) {
        await tab.open(visits === 0 ? real : `${real}?again`);
        times.push(
          await tab.evaluate(async (page) => {
            await page.until("the form", () => page.findField("Prompt"));
            page.prompt("life is not");
            await page.press("Generate");
            await page.until("the first letters", () => page.answer());
            return performance.now();
          }),
        );
        await tab.evaluate((page) => page.finished());
        // The model and the page are kept once the service worker is there.
        await tab.evaluate((page) => page.controlled());
      }
      return times.map((ms) => `${(ms / 1000).toFixed(2)} s`).join(" / ");
    }),
};

const tokensPerSecond: Check = {
  name: "tokens per second of the site's own model, 200 tokens, best of 3",
  run: ({ visit, real }) =>
    visit(async (tab) => {
      await tab.open(real);
      const best = await tab.evaluate(async (page) => {
        await page.ready();
        await page.preset("Greedy");
        await page.set({ max_new_tokens: 200, min_new_tokens: 200 });
        let best = 0;
        for (let runs = 0; runs < 3; runs++) {
          await page.run("life is not");
          best = Math.max(best, Number.parseFloat(page.fact("Speed").replace(",", "")));
        }
        return best;
      });
      expectSame("a speed", Number.isFinite(best) && best > 0, true);
      return best.toFixed(0);
    }),
};

export const SPEED = [firstText, tokensPerSecond];
