import { type Check, expectSame, expectTrue } from "../check.ts";

const link: Check = {
  name: "a link gives its text again in a fresh profile",
  async run({ tab, visit }) {
    const made = await (await tab()).evaluate(async (page) => {
      await page.preset("Creative");
      await page.set({ best_of: 1, max_new_tokens: 20, min_new_tokens: 20 });
      const text = await page.run("hope is");
      await page.press("Share");
      const field = await page.until("the link", () => page.findField("Link"));
      const link = field.value;
      const qr = document.querySelector("dialog svg[role=img] path") !== null;
      await page.press("Close");
      return { text, link, qr };
    });
    expectTrue("there is a QR code", made.qr);
    const seen = await visit(async (other) => {
      await other.open(made.link);
      return other.evaluate(async (page) => {
        await page.ready();
        const brought = document.body.textContent ?? "";
        await page.press("Verify on this device");
        await page.until("the comparison", () =>
          /wrote the same text|the link continues with/.test(document.body.textContent),
        );
        return {
          brought,
          text: page.answer(),
          isSame: document.body.textContent.includes("This device wrote the same text"),
        };
      });
    });
    expectTrue("the text that the link brings is shown", seen.brought.includes(made.text.trim()));
    expectSame("its text", [seen.text, seen.isSame], [made.text, true]);
    return undefined;
  },
};

const history: Check = {
  name: "the history finds a run again after a reload, and can be cleared",
  async run({ tab }) {
    const opened = await tab();
    const before = await opened.evaluate(async (page) => {
      await page.preset("Creative");
      await page.set({ best_of: 1, max_new_tokens: 5, min_new_tokens: 5 });
      const text = await page.run("history repeats");
      await page.run("something else");
      return text;
    });
    await opened.reload();
    const after = await opened.evaluate(async (page) => {
      await page.ready();
      await page.press("History");
      const search = await page.until("the search", () => page.item(/history repeats/) && page.findField("Search"));
      page.fill(search, "repeats");
      await page.until("what was found", () => page.item(/history repeats/) && !page.item(/something else/));
      page
        .item(/history repeats/)
        ?.querySelector("button")
        ?.click();
      await page.until("the prompt", () => page.promptText() === "history repeats");
      await page.press("Write it again");
      await page.until("the comparison", () => document.body.textContent.includes("The same text as before."));
      const text = page.answer();
      await page.press("History");
      await page.press("Clear all");
      await page.press("Clear all");
      await page.until("an empty history", () =>
        document.querySelector("dialog[open]")?.textContent?.includes("Nothing here"),
      );
      await page.press("Close");
      return text;
    });
    expectSame("its text", after, before);
    return undefined;
  },
};

export const SHARING = [link, history];
