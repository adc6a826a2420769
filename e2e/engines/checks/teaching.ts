import { type Check, expectSame, expectTrue } from "../check.ts";

const VERBS = ["add", "drop", "mend", "move", "rename"];
const THINGS = ["the lock", "the queue", "a test", "the cache", "a limit"];
/** A hundred texts of one kind. */
const TEXTS = ["store", "kernel", "page", "api"].flatMap((room) =>
  VERBS.flatMap((verb) => THINGS.map((thing) => `fix(${room}): ${verb} ${thing}`)),
);

const teaching: Check = {
  name: "the site's own model learns a hundred pasted texts; what writes otherwise then is saved, opened, kept and linked",
  run: ({ visit, real, references }) =>
    visit(async (tab) => {
      await tab.open(real);
      const said = await tab.evaluate(async (page, texts) => {
        const all = () => page.textOf(document.querySelector("dialog[open]"));
        await page.ready();
        await page.press("Teach it your own");
        page.fill(await page.until("the box", () => page.findField("Texts")), texts);
        await page.press("Read the texts");
        await page.press("Teach");
        await page.until("the first samples", () => all().includes("The same beginnings"));
        const ends = ["It has learned all it was given.", "It got no better any more"];
        await page.until("the end", () => ends.some((end) => all().includes(end)), 240_000);
        const result = all();
        page.fill(await page.until("the prompt", () => page.findField("Prompt")), "fix(page):");
        await page.press("Write both");
        const written = await page.until("both texts", () => {
          const parts = [...document.querySelectorAll("dialog[open] section")];
          return parts.find((part) => page.textOf(part.querySelector("h3")) === "Try it");
        });
        const pair = [...written.querySelectorAll("li .font-serif")].map((one) => page.textOf(one));
        await page.press("Make a link");
        const field = await page.until("the link", () => page.findField("Link"), 120_000);
        const made: Blob[] = [];
        const createUrl = URL.createObjectURL.bind(URL);
        URL.createObjectURL = (blob: Blob) => {
          made.push(blob);
          return createUrl(blob);
        };
        await page.press("Save as a file");
        await page.until("the file", () => all().includes("Saved as Pasted-texts.zip"));
        URL.createObjectURL = createUrl;
        await page.press("Throw away Pasted texts");
        await page.press("Throw away");
        await page.until("that it is gone", () => all().includes("Thrown away."));
        await page.press("Other texts");
        const given = new DataTransfer();
        given.items.add(new File(made, "Pasted-texts.zip"));
        const box = await page.until("the button for files", () => page.findField("Open a saved one …"));
        if (box instanceof HTMLInputElement) box.files = given.files;
        box.dispatchEvent(new Event("change", { bubbles: true }));
        await page.until("that it is open", () => all().includes("Pasted texts is open."));
        page.fill(await page.until("the prompt", () => page.findField("Prompt")), "fix(page):");
        await page.press("Write both");
        const opened = await page.until("both texts again", () =>
          document.querySelector("dialog[open] li .font-serif"),
        );
        const again = [...(opened.closest("ul")?.querySelectorAll(".font-serif") ?? [])].map((one) => page.textOf(one));
        await page.press("Keep on this device");
        await page.until("that it is kept", () => all().includes("Pasted texts is kept on this device"));
        await page.press("Throw away Pasted texts");
        await page.press("Throw away");
        await page.until("that it is gone", () => all().includes("Thrown away."));
        await page.press("Close");
        return { result, written: pair, again, link: field.value };
      }, TEXTS.join("\n"));
      const [, before = "", after = ""] = /set aside: ([\d.,]+) before, ([\d.,]+) now/.exec(said.result) ?? [];
      const numberOf = (text: string) => Number(text.replaceAll(",", ""));
      expectTrue(`perplexity ${after}, before ${before}`, numberOf(after) < numberOf(before) / 2);
      const [was, is] = said.written;
      expectTrue(`the same text as before: ${was}`, was !== undefined && is !== undefined && is !== was);
      // The model alone is written with as it is then, its 4 bits not rounded to the trainer's 8.
      expectSame("the text by the saved file", said.again[1], is);
      expectTrue(`a link of ${said.link.length} letters`, /#v1=[\w-]{1000,}/.test(said.link));
      if (!references.has("untaught")) references.set("untaught", { before, was });
      expectSame("perplexity and text before", { before, was }, references.get("untaught"));
      return `perplexity ${before} → ${after}`;
    }),
};

export const TEACHING: readonly Check[] = [teaching];
