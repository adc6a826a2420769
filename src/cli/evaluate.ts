import { refuse } from "../contract/outcome.ts";
import type { ScoreResult } from "../contract/text-results.ts";
import { scoreText, scoreTokens } from "../generate/score.ts";
import { textFrame } from "../generate/text-frame.ts";
import { type Command, refuseStray, requiredText, readUserFile } from "./command.ts";
import { MODEL_OPTIONS, type OpenModel, openModel } from "./open-model.ts";
import { readAmount } from "./read-amount.ts";
import { readScored } from "./read-scored.ts";

export const evaluate: Command = {
  name: "evaluate",
  summary: "Tell how well a model foresees a text: perplexity and bits per byte.",
  usage: "evaluate --model DIR --text FILE [options]",
  options: [
    ...MODEL_OPTIONS,
    { name: "text", value: "FILE", help: "A UTF-8 text file; - is the standard input." },
    { name: "chunk", value: "N", help: "Tokens in one forward pass: 1 is token by token. Default 64." },
    { name: "lines", help: "Each line is a text of its own, scored up to the token that ends it." },
    { name: "json", help: "Print the figures as JSON." },
  ],
  examples: [
    "hostless evaluate --model quotes --text heldout.txt",
    "hostless evaluate --model quotes --dtype q4 --text heldout.txt --json",
  ],
  async run(values, positionals, io) {
    refuseStray(positionals, "the folder is given with --model");
    const text = await readUserFile(requiredText(values, "text"));
    const chunk = readAmount(values, "chunk", { fallback: 64, least: 1, most: 65_536, whole: true });
    const model = await openModel(values, io);
    const { pass, codec, dtype, backend, adapter } = model;
    const score = values["lines"]
      ? await scoreLines(model, text, chunk)
      : await scoreText(pass, codec, readScored(text, model), { chunk });
    if (values["json"]) io.stdout.write(`${JSON.stringify({ ...score, dtype, backend, adapter }, undefined, 2)}\n`);
    else {
      const { perplexity, bits_per_byte, tokens, bytes } = score;
      io.stdout.write(
        `perplexity ${perplexity.toFixed(3)} per token\n${bits_per_byte.toFixed(4)} bits per byte\n${tokens} tokens, ${bytes} bytes\n`,
      );
    }
  },
};

/** Scores each line and the token that ends it, from where texts start; bytes are the lines' own, without line breaks. */
async function scoreLines({ pass, codec, defaults }: OpenModel, text: string, chunk: number): Promise<ScoreResult> {
  const { start, end } = textFrame(codec, defaults);
  if (end === undefined) throw refuse("bad_request", "no_end_token", {});
  const lines = text.split("\n").filter((line) => line !== "");
  let [surprise, tokens, bytes] = [0, 0, 0];
  for (const line of lines) {
    const ids = [...start, ...codec.encode(line), end];
    const score = await scoreTokens(pass, ids, { chunk, context: start.length });
    surprise += score.surprise;
    tokens += score.tokens;
    bytes += Buffer.byteLength(line);
  }
  return { perplexity: Math.exp(surprise / tokens), bits_per_byte: surprise / Math.LN2 / bytes, tokens, bytes };
}
