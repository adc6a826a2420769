import { readFileSync } from "node:fs";
import { decodeGrey } from "../../page/read-qr.ts";
import { type Check, expectSame } from "../check.ts";
import { download } from "../download.ts";

/** The last part of every PNG file, with its checksum. */
const PNG_END = Buffer.from("49454e44ae426082", "hex");
const isWholePng = (path: string) => path.endsWith(".png") && readFileSync(path).subarray(-8).equals(PNG_END);

function isWholeJson(path: string): boolean {
  try {
    return path.endsWith(".json") && JSON.parse(readFileSync(path, "utf8")) !== undefined;
  } catch {
    return false;
  }
}

const picture: Check = {
  name: "a picture of the sentence is saved; its QR code shows the same sentence in a fresh profile",
  async run({ engine, tab, visit }) {
    const opened = await tab();
    const text = await opened.evaluate(async (page) => {
      await page.preset("Creative");
      await page.set({ best_of: 1, max_new_tokens: 20, min_new_tokens: 20 });
      const written = await page.run("hope is");
      await page.press("Share");
      await page.press("Make a picture …");
      return written;
    });
    const path = await download(engine, () => opened.evaluate((page) => page.press("Save picture")), isWholePng);
    const grey = await opened.evaluate(async (page, png) => {
      const picture = await page.greyOf(png);
      // The picture's dialog, then the one that it was opened from.
      for (let open = 0; open < 2; open++) await page.press("Close");
      return picture;
    }, readFileSync(path).toString("base64"));
    expectSame("its size", [grey.width, grey.height], [1080, 1080]);
    const seen = await visit(async (other) => {
      await other.open(decodeGrey(grey));
      return other.evaluate(async (page) => {
        await page.ready();
        return page.textOf(document.querySelector(".sentence"));
      });
    });
    expectSame("the sentence", seen, `hope is${text}`.replace(/\s+/g, " ").trim());
    return undefined;
  },
};

const history: Check = {
  name: "the history is exported as a file, and imported where it is gone",
  async run({ engine, tab }) {
    const opened = await tab();
    await opened.evaluate(async (page) => {
      await page.preset("Creative");
      await page.set({ best_of: 1, max_new_tokens: 5, min_new_tokens: 5 });
      await page.run("taken along");
      await page.press("History");
      await page.until("the run", () => page.item(/taken along/));
    });
    const path = await download(engine, () => opened.evaluate((page) => page.press("Export")), isWholeJson);
    await opened.evaluate(async (page) => {
      await page.press("Clear all");
      await page.press("Clear all");
      await page.until("an empty history", () => !page.item(/./));
    });
    await opened.choose(() => document.querySelector("dialog[open] input[type=file]"), [path]);
    await opened.evaluate(async (page) => {
      await page.until("the run", () => /added/.test(page.dialogSays()) && page.item(/taken along/));
      await page.press("Close");
    });
    return undefined;
  },
};

export const TAKING = [picture, history];
