import { type Check, expectSame, expectTrue } from "../check.ts";

const VERBS = ["add", "drop", "mend", "move", "rename"];
const THINGS = ["the lock", "the queue", "a test", "the cache", "a limit"];
/** Fifty texts of one kind. */
const TEXTS = ["store", "kernel"].flatMap((room) =>
  VERBS.flatMap((verb) => THINGS.map((thing) => `fix(${room}): ${verb} ${thing}`)),
);

const teaching: Check = {
  name: "fifty pasted texts are learned, and the model writes otherwise than before",
  async run({ tab, references }) {
    const opened = await tab();
    const said = await opened.evaluate(async (page, texts) => {
      const all = () => page.textOf(document.querySelector("dialog[open]"));
      await page.press("Teach it your own");
      page.fill(await page.until("the box", () => page.findField("Texts")), texts);
      await page.press("Read the texts");
      await page.press("Teach");
      await page.until("the first samples", () => all().includes("The same beginnings"));
      await page.press("Stop and keep the best");
      await page.until("the end", () => all().includes("Stopped."));
      const result = all();
      page.fill(await page.until("the prompt", () => page.findField("Prompt")), "fix(page):");
      await page.press("Write both");
      const written = await page.until("both texts", () => {
        const parts = [...document.querySelectorAll("dialog[open] section")];
        return parts.find((part) => page.textOf(part.querySelector("h3")) === "Try it");
      });
      const pair = [...written.querySelectorAll("li .font-serif")].map((one) => page.textOf(one));
      await page.press("Throw away Pasted texts");
      await page.press("Throw away");
      await page.until("that it is gone", () => all().includes("Thrown away."));
      await page.press("Close");
      return { result, written: pair };
    }, TEXTS.join("\n"));
    const [, before = "", after = ""] = /set aside: ([\d.,]+) before, ([\d.,]+) now/.exec(said.result) ?? [];
    const numberOf = (text: string) => Number(text.replaceAll(",", ""));
    expectTrue(`perplexity ${after}, before ${before}`, numberOf(after) < numberOf(before) / 2);
    const [was, is] = said.written;
    expectTrue(`the same text as before: ${was}`, was !== undefined && is !== undefined && is !== was);
    if (!references.has("untaught")) references.set("untaught", { before, was });
    expectSame("perplexity and text before", { before, was }, references.get("untaught"));
    return `perplexity ${before} → ${after}`;
  },
};

export const TEACHING: readonly Check[] = [teaching];
