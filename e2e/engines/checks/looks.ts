import { type Check, expectSame, expectTrue } from "../check.ts";
import type { Tab } from "../drivers/driver.ts";

const theme: Check = {
  name: "the theme changes by its button, and stays over a reload",
  run: ({ site, visit }) =>
    visit(async (tab) => {
      const look = () =>
        tab.evaluate((page) => {
          page.status();
          const { backgroundColor, color } = getComputedStyle(document.body);
          return [backgroundColor, color, getComputedStyle(document.documentElement).backgroundColor].join();
        });
      await tab.open(site.url);
      await tab.evaluate((page) => page.ready());
      const before = await look();
      await tab.click((page) => page.findButton("Dark theme") ?? page.findButton("Light theme"));
      const after = await look();
      expectTrue(`other colours than ${before}`, after !== before);
      await tab.reload();
      await tab.evaluate((page) => page.ready());
      expectSame("the colours after a reload", await look(), after);
      return undefined;
    }),
};

const narrow: Check = {
  name: "360 pixels: nothing scrolls sideways",
  run: ({ site, visit }) =>
    visit(async (tab) => {
      await tab.resize(360, 740);
      await tab.open(site.url);
      const overflow = await tab.evaluate(async (page) => {
        await page.ready();
        await page.set({ max_new_tokens: 8 });
        await page.run("an-extremely-long-word-".repeat(30));
        page.unfold();
        const { scrollWidth, clientWidth } = document.documentElement;
        return { width: innerWidth, overflow: scrollWidth - clientWidth };
      });
      expectTrue(`a window of ${overflow.width} pixels`, overflow.width <= 400);
      expectTrue(`${overflow.overflow} pixels too wide`, overflow.overflow <= 0);
      return undefined;
    }),
};

/** Presses Tab until what has the focus is called so. */
async function tabTo(tab: Tab, name: string): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    await tab.press("Tab");
    const focused = await tab.evaluate((page) => page.focusedName());
    if (focused === name) return;
  }
  throw new Error(`Tab does not reach ${name}`);
}

const keyboard: Check = {
  name: "the keyboard alone: write, share, and the focus comes back",
  run: ({ site, visit }) =>
    visit(async (tab) => {
      await tab.open(site.url);
      await tab.evaluate((page) => page.ready());
      await tab.type((page) => page.findField("Prompt"), "she is a");
      await tab.press("Enter");
      const text = await tab.evaluate(async (page) => {
        await page.until("the end of the run", () => /^Done/.test(page.status()));
        return [page.promptText(), page.answer() !== ""];
      });
      expectSame("prompt and answer", text, ["she is a", true]);
      await tabTo(tab, "Share");
      await tab.press("Enter");
      await tab.evaluate((page) =>
        page.until("the dialog", () => document.querySelector("dialog[open]") && page.findField("Link")),
      );
      await tab.press("Escape");
      const focused = await tab.evaluate(async (page) => {
        await page.until("no dialog", () => document.querySelector("dialog[open]") === null);
        return page.focusedName();
      });
      expectSame("the focus", focused, "Share");
      return undefined;
    }),
};

export const LOOKS = [theme, narrow, keyboard];
