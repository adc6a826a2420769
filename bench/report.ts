import { writeGoals } from "./goals.ts";
import { tellMachine } from "./machine.ts";
import { writePeers } from "./peers.ts";
import { MEASURES, mergeRuns, type Results, type Row, type Times } from "./results-file.ts";

/** The whole page of results: machines side by side, then each with its table and its goals. */
export function writeReport(all: readonly Results[]): string {
  return `# GPT-2 124M, in headless Chromium

Written by \`npm run bench\` from what lies in \`results/\`. The same random weights for all; every contender in a browser of its
own, warmed up, measured in turns within one run. Times are milliseconds, **minimum** (median), of all runs on the machine. Shared machines
are noisy: compare within a column, by the minima.

\`decode\`: one token with so many positions cached. \`prefill\`: so many tokens at once, from nothing to logits. \`batch\`: one
token for each of so many rows. \`first token\`: from opening the page on a local server, nothing cached; \`memory\`: the most that
the renderer process held, in a browser that nothing watches, its own part included, with so many positions cached. Of wllama each sample is the mean of one
completion, as its server reports it.

## How many times as long as the kernel others take

${writePeers(all)}
${all.map(writeMachine).join("")}`;
}

/** What was measured on one machine. */
export function writeMachine(results: Results): string {
  const { machine, date, browser, node, runs } = results;
  const loads = runs.map(({ load }) => load.toFixed(1)).join(", ");
  return `
## ${tellMachine(machine)}

${date}; ${browser}; Node ${node}; ${runs.length === 1 ? "one run" : `${runs.length} whole runs`}, load average at the end ${loads}, the bench itself included.

${writeTable(mergeRuns(runs))}

${writeGoals(results)}
`;
}

function writeTable(rows: readonly Row[]): string {
  const head =
    "| | decode at 16 | decode at 900 | prefill 64 | prefill 512 | batch of 4 | batch of 16 | first token | model | downloaded | memory at 16 | memory at 900 |";
  const lines = rows.map((row) => {
    const first = row.firstTokenMs === undefined ? "" : `${(row.firstTokenMs / 1000).toFixed(1)} s`;
    const sizes = [row.modelBytes, row.bytes, row.peaks?.at16, row.peaks?.at900].map(writeMegabytes);
    const title = row.adapter === undefined ? row.title : `${row.title} (${row.adapter})`;
    return `| ${[title, ...MEASURES.map((key) => writeTimes(row[key])), first, ...sizes].join(" | ")} |`;
  });
  return [head, `|${" --- |".repeat(12)}`, ...lines].join("\n");
}

const writeTimes = (times: Times | undefined) =>
  times === undefined ? "" : `**${round(times.minimum)}** (${round(times.median)})`;
const round = (value: number) => (value < 100 ? value.toFixed(1) : value.toFixed(0));
const writeMegabytes = (bytes: number | undefined) => (bytes === undefined ? "" : `${Math.round(bytes / 1e6)} MB`);
