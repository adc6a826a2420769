import { readFileSync } from "node:fs";
import { encodeSharedRun } from "../../../src/contract/encode-shared-run.ts";
import { type Check, expectSame, expectTrue } from "../check.ts";
import { download } from "../download.ts";
import type { Tab } from "../drivers/driver.ts";

/** More than a thousand tokens of the small model, with line breaks, marks, other scripts and emojis. */
const LONG = Array.from(
  { length: 24 },
  (_, i) => `${i}. Life is not a problem to be solved, but a reality to be lived: “Größe”, 我们, 😀!\n`,
).join("");

/** Texts in its cells are JSON, so that none of them breaks a line. */
const isWholeTable = (path: string) => path.endsWith(".csv") && readFileSync(path, "utf8").endsWith("\r\n");

const heatMap: Check = {
  name: "a heat map of a thousand tokens, from the pasted text to the saved table",
  async run({ engine, tab, references }) {
    const opened = await tab();
    const seen = await opened.evaluate(async (page, text) => {
      await page.press("How surprising is a text?");
      page.fill(await page.until("the box", () => page.findField("Text")), text);
      await page.press("Measure");
      await page.until("the whole map", () =>
        /Done:/.test(page.textOf(page.foreground().querySelector("[role=status]"))),
      );
      const tokens = [...page.foreground().querySelectorAll<HTMLElement>("[role=group] .token")];
      return {
        facts: page.textOf(page.foreground().querySelector("dl")),
        tokens: tokens.length,
        coloured: tokens.filter(({ className }) => /level-\d/.test(className)).length,
        colours: new Set(tokens.map((one) => getComputedStyle(one).backgroundColor)).size,
      };
    }, LONG);
    expectTrue(`${seen.tokens} tokens`, seen.tokens > 1000);
    expectSame("those with a colour", seen.coloured, seen.tokens);
    expectTrue(`${seen.colours} colours`, seen.colours === 5);
    const path = await download(engine, () => opened.evaluate((page) => page.press("Download CSV")), isWholeTable);
    // Cells of what is no text have no commas.
    const ids = readFileSync(path, "utf8")
      .split("\r\n")
      .slice(1, -1)
      .map((line) => line.split(",")[1]);
    expectSame("lines of the table", ids.length, seen.tokens);
    const found = { facts: seen.facts, ids };
    if (!references.has("heat map")) references.set("heat map", found);
    expectSame("figures and tokens", found, references.get("heat map"));
    await opened.evaluate((page) => page.press("Close"));
    return `${seen.tokens} tokens`;
  },
};

/** Writes a text of six tokens, always the same one; a link sets it up, so that nothing is unfolded for it. */
async function writeShort(tab: Tab, url: string): Promise<string> {
  const parameters = { min_new_tokens: 6, max_new_tokens: 6, seed: 7 };
  await tab.open(`${url}#${encodeSharedRun({ prompt: "life is not", parameters })}`);
  return tab.evaluate(async (page) => {
    await page.ready();
    return page.run();
  });
}

const keyboard: Check = {
  name: "why these words, by the keyboard alone and at 360 pixels: nothing scrolls sideways",
  run: ({ site, visit }) =>
    visit(async (tab) => {
      await tab.resize(360, 740);
      const before = await writeShort(tab, site.url);
      const overflow = () =>
        tab.evaluate((page) => {
          page.status();
          return document.documentElement.scrollWidth - document.documentElement.clientWidth;
        });
      await tabTo(tab, /^Words/);
      await tab.press("Enter");
      await tab.evaluate((page) => page.until("the tokens", () => document.querySelectorAll("[role=group] .token")[5]));
      await tab.press("Tab");
      await tab.press("ArrowRight");
      await tab.press("Enter");
      const second = await tab.evaluate((page) =>
        page.until("the second token chosen", () => {
          const tokens = [...document.querySelectorAll("[role=group] .token")];
          const pressed = tokens.findIndex((one) => one.ariaPressed === "true");
          return tokens[pressed] === document.activeElement && String(pressed);
        }),
      );
      expectSame("the place of the chosen token", second, "1");
      expectSame("pixels too wide, with alternatives", await overflow(), 0);
      await tabTo(tab, /^Go on with/);
      await tab.press("Enter");
      const after = await tab.evaluate(async (page, before) => {
        await page.until("another text", () => page.answer() !== before && /^Done/.test(page.status()));
        return page.answer();
      }, before);
      expectTrue(`"${after}" is another text`, after !== "" && after !== before);
      expectSame("pixels too wide, with branches", await overflow(), 0);
      return undefined;
    }),
};

/** Presses Tab until what has the focus is called so. */
async function tabTo(tab: Tab, name: RegExp): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 80; presses++) {
    await tab.press("Tab");
    const focused = await tab.evaluate((page) => page.focusedName());
    if (name.test(focused)) return;
    passed.push(focused);
  }
  throw new Error(`Tab does not reach ${name}, but ${passed.join(", ")}`);
}

const promptTokens: Check = {
  name: "the prompt's tokens with their ids, once their count is pressed",
  async run({ tab, references }) {
    const shown = await (await tab()).evaluate(async (page) => {
      page.prompt("Größe und 我们");
      const read = () =>
        [...document.querySelectorAll("ol[aria-label='Tokens of the prompt'] li")].map((one) =>
          [...one.children].map(({ textContent }) => textContent),
        );
      const count = await page.until("the count", () => document.querySelector<HTMLElement>("[data-testid=tokens]"));
      const before = read().length;
      count.click();
      await page.until("the tokens", () => read().length > 0 && count.textContent.startsWith(`${read().length} `));
      const tokens = read();
      count.click();
      await page.until("no tokens", () => read().length === 0);
      return { before, tokens };
    });
    expectSame("tokens that nobody asked for", shown.before, 0);
    expectTrue(
      `ids in ${JSON.stringify(shown.tokens)}`,
      shown.tokens.every(([, id = ""]) => /^\d+$/.test(id)),
    );
    if (!references.has("prompt tokens")) references.set("prompt tokens", shown.tokens);
    expectSame("tokens and ids", shown.tokens, references.get("prompt tokens"));
    return undefined;
  },
};

export const LOOKING = [heatMap, keyboard, promptTokens];
