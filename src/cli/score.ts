import { writeFile } from "node:fs/promises";
import { LIMITS } from "../contract/limits.ts";
import { refuseAbout } from "../contract/refuse-file.ts";
import { bitsOf, mostSurprising, wordsOf } from "../contract/surprise.ts";
import type { ScoreResult } from "../contract/text-results.ts";
import type { PromptToken } from "../contract/token-detail.ts";
import { tokensAsCsv } from "../contract/token-table.ts";
import { scoreText } from "../generate/score.ts";
import { type Command, refuseStray, requiredText, textOf, readUserFile } from "./command.ts";
import { heatMap } from "./heat-map.ts";
import { MODEL_OPTIONS, openModel } from "./open-model.ts";
import { readAmount } from "./read-amount.ts";
import { printText } from "./print-text.ts";
import { readScored } from "./read-scored.ts";

/** Words that are named where no file is asked for. */
const MOST_SURPRISING = 10;

export const score: Command = {
  name: "score",
  summary: "Tell how surprising a model finds each token of a text.",
  usage: "score --model DIR --text FILE [options]",
  options: [
    ...MODEL_OPTIONS,
    { name: "text", value: "FILE", help: "A UTF-8 text file; - is the standard input." },
    { name: "top", value: "N", help: `Alternatives to each token, 0 to ${LIMITS.topLogprobs}. Default 10.` },
    { name: "html", value: "OUT", help: "Write a heat map as one HTML file that needs no other." },
    { name: "csv", value: "OUT", help: "Write the tokens as a table." },
    { name: "json", help: "Print the figures and all tokens as JSON." },
  ],
  examples: [
    "hostless score --model quotes --text poem.txt --html poem.html",
    "hostless score --model quotes --text poem.txt --top 3 --json",
  ],
  async run(values, positionals, io) {
    refuseStray(positionals, "the folder is given with --model");
    const file = requiredText(values, "text");
    const text = await readUserFile(file);
    const wanted = readAmount(values, "top", { fallback: 10, least: 0, most: LIMITS.topLogprobs, whole: true });
    const model = await openModel(values, io);
    const { dtype, backend, adapter } = model;
    const { details = [], ...figures } = await scoreText(model.pass, model.codec, readScored(text, model), { wanted });
    const [html, csv] = [textOf(values, "html"), textOf(values, "csv")];
    if (html !== undefined) await writeOut(html, heatMap(text, details, figures, { title: file }));
    if (csv !== undefined) await writeOut(csv, tokensAsCsv(details));
    if (values["json"]) {
      io.stdout.write(`${JSON.stringify({ ...figures, dtype, backend, adapter, details }, undefined, 2)}\n`);
    } else printText(io.stdout, inWords(text, details, figures));
  },
};

async function writeOut(path: string, content: string): Promise<void> {
  await writeFile(path, content).catch(() => {
    throw refuseAbout("bad_request", path, "unwritable_file", {});
  });
}

function inWords(text: string, details: readonly PromptToken[], figures: ScoreResult): string {
  const { perplexity, bits_per_byte, tokens, bytes } = figures;
  const surprising = mostSurprising(wordsOf(text, details), MOST_SURPRISING);
  const lines = surprising.map(
    (word) =>
      `${bitsOf(word.logprob ?? 0)
        .toFixed(1)
        .padStart(6)} bits  ${word.text.trim()}\n`,
  );
  return `perplexity ${perplexity.toFixed(3)} per token\n${bits_per_byte.toFixed(4)} bits per byte\n${tokens} tokens, ${bytes} bytes\n\nThe most surprising words:\n${lines.join("")}`;
}
