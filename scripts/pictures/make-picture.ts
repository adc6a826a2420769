import { readFileSync } from "node:fs";
import { chromium } from "@playwright/test";
import { en } from "../../src/app/words/en.ts";
import { PRODUCT } from "../../src/app/words/product.ts";
import { browserOptions } from "../../src/testing/browser.ts";
import { readCard } from "../../src/worker/model-card.ts";

/** Draws the picture that previews of links show: the first example of the site's model, as the page sets a sentence. */
const card = readCard(readFileSync("public/models/quotes/README.md", "utf8"), "quotes");
const [example] = card.examples;
const icon = readFileSync("public/icons/icon.svg", "utf8");

const styles = `
  body { margin: 0; width: 1200px; height: 630px; box-sizing: border-box; padding: 84px 96px; background: #f7f5f1;
    color: #1e1c19; display: flex; flex-direction: column; justify-content: space-between;
    font-family: "Iowan Old Style", "Palatino Linotype", Palatino, "Source Serif 4", Georgia, serif; }
  p { margin: 0; font-size: 84px; line-height: 1.2; letter-spacing: -0.01em; text-wrap: balance; }
  p span { color: #17594c; }
  footer { display: flex; align-items: center; gap: 28px; font: 30px/1.3 system-ui, sans-serif; color: #625c52; }
  svg { width: 76px; height: 76px; flex: none; }
  b { color: #1e1c19; }
`;

const browser = await chromium.launch(browserOptions());
const page = await browser.newPage({ viewport: { width: 1200, height: 630 } });
await page.setContent(`<style>${styles}</style><p></p><footer>${icon}<div><b></b><br /><span></span></div></footer>`);
// As text: a card is its publisher's.
await page.evaluate(
  ({ begin, end, product, tagline }) => {
    const written = Object.assign(document.createElement("span"), { textContent: end });
    document.querySelector("p")?.append(begin, written);
    document.querySelector("b")?.append(product);
    document.querySelector("footer span")?.append(tagline);
  },
  {
    begin: example?.text ?? card.title,
    end: example?.output ?? "",
    product: PRODUCT,
    tagline: `${en.tagline}.`,
  },
);
await page.screenshot({ path: "public/picture.png" });
await browser.close();
