import { type Check, expectSame, expectTrue } from "../check.ts";

const why: Check = {
  name: "why these words: another token, the way back, and a link to what came of it",
  async run({ tab, visit }) {
    const made = await (await tab()).evaluate(async (page) => {
      await page.preset("Creative");
      await page.set({ best_of: 1, max_new_tokens: 12, min_new_tokens: 12, seed: 7 });
      const before = await page.run("hope is");
      page.unfold();
      const token = await page.until("the third token", () => {
        const [, , third] = document.querySelectorAll("[role=group] .token");
        return third instanceof HTMLElement ? third : undefined;
      });
      const tokens = [...document.querySelectorAll("[role=group] .token")];
      const plain = tokens.filter(({ className }) => !/level-\d/.test(className)).length;
      token.click();
      const choice = await page.until("an alternative", () =>
        [...document.querySelectorAll("button")].find((one) => one.ariaLabel?.startsWith("Go on with")),
      );
      await page.begin(async () => choice.click());
      const after = await page.finished();
      history.back();
      await page.until("the text before", () => page.answer() === before);
      history.forward();
      await page.until("the text after", () => page.answer() === after);
      await page.press("Share");
      const link = (await page.until("the link", () => page.findField("Link"))).value;
      await page.press("Close");
      return { before, after, link, plain };
    });
    expectSame("tokens without a colour", made.plain, 0);
    expectTrue("another token gives another text", made.before !== made.after);
    const seen = await visit(async (other) => {
      await other.open(made.link);
      return other.evaluate(async (page) => {
        await page.ready();
        await page.press("Verify on this device");
        await page.until("the comparison", () =>
          /wrote the same text|the link continues with/.test(document.body.textContent),
        );
        return { text: page.answer(), isSame: document.body.textContent.includes("This device wrote the same text") };
      });
    });
    expectSame("what the link gives again", [seen.text, seen.isSame], [made.after, true]);
    return undefined;
  },
};

export const CHOOSING = [why];
