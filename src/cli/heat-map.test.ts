import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { heatMap } from "./heat-map.ts";

const FIGURES = { perplexity: 12.3456, bits_per_byte: 1.25, tokens: 2, bytes: 30 };
const HOSTILE = `<script>alert(1)</script>"&`;
const tokens = [
  { id: 1, text: "life ", offset: 0, logprob: null, top: [] },
  { id: 2, text: HOSTILE, offset: 5, logprob: Math.log(0.001), top: [{ id: 3, text: ' "is', logprob: Math.log(0.3) }] },
  { id: 4, text: "!", offset: 5 + HOSTILE.length, logprob: Math.log(0.9), top: [] },
];
const html = heatMap(`life ${HOSTILE}!`, tokens, FIGURES, { title: "a<b>.txt" });

describe("heatMap", () => {
  it("marks each token by its level, with its probability and what else could have come", () => {
    expect(html).toContain(
      '<span class="l4" title="&lt;script&gt;alert(1)&lt;/script&gt;&quot;&amp; 0.10 %, 10.0 bits\n␣&quot;is 30 %">',
    );
    expect(html).toContain('<span class="l0" title="! 90 %, 0.2 bits">!</span>');
    expect(html).toContain('<pre dir="auto">life <span');
  });

  it("says the figures, the most surprising words and what the colours mean", () => {
    for (const part of ["Perplexity 12.346", "1.2500 bits per byte", "10.0</td>", "50 % and more", "under 1 %"])
      expect(html).toContain(part);
  });

  it("has the colours of the page, which are known to be told apart", async () => {
    const css = await readFile("src/app/app.css", "utf8");
    for (const level of [1, 2, 3, 4]) {
      const [, own] = new RegExp(`\\.l${level} \\{ background: ([^;]+);`).exec(html) ?? [];
      expect(css).toMatch(new RegExp(`\\.level-${level} \\{\\s*background: ${own?.replace(/[()]/g, "\\$&")};`));
    }
  });

  it("takes no markup from text or name, and asks for nothing else", () => {
    expect(html).not.toMatch(/<script|src=|href=|url\(|@import/);
    expect(html).toContain("<title>a&lt;b&gt;.txt</title>");
    expect(html).toContain("default-src 'none'");
  });
});
