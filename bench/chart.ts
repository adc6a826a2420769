import type { Row } from "./results-file.ts";

const WIDTH = 760;
const LABEL = 290;
const BAR = 22;
const GAP = 10;
const TOP = 44;

/** Bars of milliseconds per token, shortest is best; readable on light and on dark ground. */
export function drawChart(rows: readonly Row[]): string {
  const shown = rows.flatMap(({ title, name, decode16 }) =>
    name === "default" || decode16 === undefined ? [] : [{ title, name, value: decode16.minimum }],
  );
  const longest = Math.max(...shown.map(({ value }) => value));
  const height = TOP + shown.length * (BAR + GAP);
  const bars = shown.map(({ title, name, value }, i) => {
    const y = TOP + i * (BAR + GAP);
    const width = Math.max(2, (value / longest) * (WIDTH - LABEL - 80));
    const kind =
      name === "kernel" || name === "int4" ? "own" : name === "floor" || name === "native" ? "reference" : "other";
    return `  <text x="${LABEL - 10}" y="${y + 15}" text-anchor="end">${title}</text>
  <rect class="${kind}" x="${LABEL}" y="${y}" width="${width.toFixed(1)}" height="${BAR}" rx="3"/>
  <text class="value" x="${(LABEL + width + 8).toFixed(1)}" y="${y + 15}">${value.toFixed(1)} ms</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">
  <title>Milliseconds per token of GPT-2 124M: less is better</title>
  <style>
    text { font: 13px system-ui, sans-serif; fill: #1f2328 }
    .heading { font-weight: 600; font-size: 15px }
    .value { font-variant-numeric: tabular-nums }
    .own { fill: #0a7d4f } .other { fill: #8b949e } .reference { fill: #c6cbd1 }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3 }
      .own { fill: #3fb97f } .other { fill: #6e7681 } .reference { fill: #484f58 }
    }
  </style>
  <text class="heading" x="0" y="20">GPT-2 124M in the browser, milliseconds per token, less is better</text>
${bars.join("\n")}
</svg>
`;
}
