import { type Check, expectTrue } from "../check.ts";

const tour: Check = {
  name: "the tour: a drag moves the bars of the next token, a draw adds one to the text, and it is closed",
  async run({ tab }) {
    const seen = await (await tab()).evaluate(async (page) => {
      const dialog = () => document.querySelector("dialog[open]");
      const bars = () => [...(dialog()?.querySelectorAll("meter") ?? [])].map(({ value }) => value);
      page.prompt("life is not");
      await page.press("How a model picks a word");
      await page.until("the tokens", () => dialog()?.querySelector("ol li"));
      await page.press("Next");
      await page.until("the bars", () => bars().length === 11);
      await page.press("Next");
      const slider = await page.until("the slider", () => page.findField("Temperature"));
      const plain = bars();
      page.fill(slider, "2");
      await page.until("a shorter bar", () => (bars()[0] ?? 1) < (plain[0] ?? 0));
      const flat = bars();
      page.fill(slider, "0.2");
      await page.until("a longer bar", () => (bars()[0] ?? 0) > (plain[0] ?? 1));
      const sharp = bars();
      await page.press("Next");
      await page.press("Next");
      await page.press("Draw a token");
      const drawn = await page.until("a drawn token", () => page.textOf(dialog()?.querySelector(".written")));
      await page.press("Next");
      await page.until("the beams", () => dialog()?.querySelector("tbody tr"));
      await page.press("Done");
      await page.until("the page without the tour", () => dialog() === null);
      return { flat, sharp, drawn };
    });
    const sumOf = (bars: readonly number[]) => bars.reduce((sum, bar) => sum + bar, 0);
    for (const bars of [seen.flat, seen.sharp]) expectTrue("the bars are the whole", Math.abs(sumOf(bars) - 1) < 1e-6);
    expectTrue("a token was drawn", seen.drawn !== "");
    return undefined;
  },
};

export const TOURING = [tour];
