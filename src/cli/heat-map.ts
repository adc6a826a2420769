import { bitsOf, LEVEL_FROM, LEVELS, levelOf, mostSurprising, wordsOf } from "../contract/surprise.ts";
import type { ScoreResult } from "../contract/text-results.ts";
import type { PromptToken } from "../contract/token-detail.ts";
import { showToken } from "../contract/visible-token.ts";

/** Words that are listed beside the text. */
const MOST_SURPRISING = 10;

/**
 * A text coloured by how well a model foresaw it, as one HTML file without scripts that asks for nothing else. Levels differ in
 * lightness and in their underline, so that they can be told apart without colours.
 */
export function heatMap(
  text: string,
  tokens: readonly PromptToken[],
  { perplexity, bits_per_byte, ...counts }: ScoreResult,
  { title }: { readonly title: string },
): string {
  const marks = tokens.map((token, i) => markOf(token, text.slice(token.offset, tokens[i + 1]?.offset ?? text.length)));
  const words = mostSurprising(wordsOf(text, tokens), MOST_SURPRISING);
  const rows = words.map(
    ({ text, logprob }) =>
      `<tr><td dir="auto">${escapeHtml(text.trim())}</td><td>${bitsOf(logprob ?? 0).toFixed(1)}</td></tr>`,
  );
  const legend = Array.from(
    { length: LEVELS },
    (_, level) => `<span class="l${level}">${escapeHtml(rangeOf(level))}</span>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
<p>Perplexity ${perplexity.toFixed(3)} per token, ${bits_per_byte.toFixed(4)} bits per byte; ${counts.tokens} tokens, ${counts.bytes} bytes.</p>
<p class="legend">Probability of each token: ${legend.join(" ")}</p>
<pre dir="auto">${marks.join("")}</pre>
<h2>The most surprising words</h2>
<table><tr><th>Word</th><th>Bits</th></tr>${rows.join("")}</table>
</body>
</html>
`;
}

function markOf(token: PromptToken, written: string): string {
  if (token.logprob === null) return escapeHtml(written);
  const others = token.top.map((one) => `${showToken(one)} ${percent(one.logprob)}`);
  const about = [`${showToken(token)} ${percent(token.logprob)}, ${bitsOf(token.logprob).toFixed(1)} bits`, ...others];
  return `<span class="l${levelOf(token.logprob)}" title="${escapeHtml(about.join("\n"))}">${escapeHtml(written)}</span>`;
}

function rangeOf(level: number): string {
  const least = LEVEL_FROM[level];
  return least === undefined ? `under ${(LEVEL_FROM.at(-1) ?? 0) * 100} %` : `${least * 100} % and more`;
}

function percent(logprob: number): string {
  const share = Math.exp(logprob) * 100;
  return `${share >= 10 ? share.toFixed(0) : share.toPrecision(2)} %`;
}

/** As text of an element and of an attribute in double quotes. */
function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

const STYLE = `
:root { color-scheme: light dark; }
body { font: 16px/1.6 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere;
  background: light-dark(#fff, #17181a); color: light-dark(#1b1b1b, #ececec); }
h1 { font-size: 1.25rem; } h2 { font-size: 1rem; }
pre { font: 1.125rem/1.9 Georgia, serif; white-space: pre-wrap; }
td, th { text-align: start; padding-inline-end: 1.5rem; font-variant-numeric: tabular-nums; }
.legend span { padding: 0.1em 0.4em; white-space: nowrap; }
.l1 { background: light-dark(#fdf0d5, #3a2f1a); text-decoration: underline dotted; }
.l2 { background: light-dark(#fad7a0, #5a3f17); text-decoration: underline dashed; }
.l3 { background: light-dark(#f5a962, #8a4b12); text-decoration: underline; }
.l4 { background: light-dark(#b5380f, #ffb08a); color: light-dark(#fff, #1b0d05); text-decoration: underline double; }
span { text-decoration-thickness: 1px; text-underline-offset: 0.25em; }
`;
