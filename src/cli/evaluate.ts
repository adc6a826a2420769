import { readFile } from "node:fs/promises";
import { scoreText } from "../generate/score.ts";
import { type Command, requiredText, userFile } from "./command.ts";
import { MODEL_OPTIONS, openModel } from "./open-model.ts";

export const evaluate: Command = {
  name: "evaluate",
  summary: "Tell how well a model foresees a text: perplexity and bits per byte.",
  usage: "evaluate --model DIR --text FILE [options]",
  options: [
    ...MODEL_OPTIONS,
    { name: "text", value: "FILE", help: "A UTF-8 text file." },
    { name: "chunk", value: "N", help: "Tokens in one forward pass: 1 is token by token. Default 64." },
    { name: "json", help: "Print the figures as JSON." },
  ],
  examples: [
    "hostless evaluate --model quotes --text heldout.txt",
    "hostless evaluate --model quotes --dtype q4 --text heldout.txt --json",
  ],
  async run(values, _positionals, io) {
    const text = await userFile((path) => readFile(path, "utf8"), requiredText(values, "text"));
    const { pass, codec, defaults, dtype, backend } = await openModel(values);
    const [start] = [defaults.eos_token_id].flat();
    const chunk = Number(values["chunk"] ?? 64);
    const score = await scoreText(pass, codec, text, start, { chunk });
    if (values["json"]) io.stdout.write(`${JSON.stringify({ ...score, dtype, backend }, undefined, 2)}\n`);
    else {
      const { perplexity, bits_per_byte, tokens, bytes } = score;
      io.stdout.write(
        `perplexity ${perplexity.toFixed(3)} per token\n${bits_per_byte.toFixed(4)} bits per byte\n${tokens} tokens, ${bytes} bytes\n`,
      );
    }
  },
};
