import { Refusal } from "../contract/outcome.ts";
import { at } from "../contract/at.ts";
import { lengthBeyond, resolveParameters } from "../contract/parameters.ts";
import { parseRequest } from "../contract/request.ts";
import { type GeneratedTokens, generateTokens } from "../generate/generate-tokens.ts";
import { type Command, type OptionValues, refuseStray, textsOf, UsageError, readUserFile } from "./command.ts";
import { MODEL_OPTIONS, openModel } from "./open-model.ts";
import { PARAMETER_OPTIONS, parametersOf } from "./parameter-options.ts";
import { printText } from "./print-text.ts";

export const generate: Command = {
  name: "generate",
  summary: "Continue a text.",
  usage: "generate --model DIR --prompt TEXT [options]",
  options: [
    ...MODEL_OPTIONS,
    { name: "prompt", value: "TEXT", multiple: true, help: "The text to continue; several are computed together." },
    { name: "prompt-file", value: "FILE", help: "Takes the prompt from a file; - is the standard input." },
    { name: "json", help: "Print everything that is known of the texts as JSON." },
    ...PARAMETER_OPTIONS,
  ],
  examples: [
    'hostless generate --model quotes --prompt "life is not"',
    'hostless generate --model quotes --prompt "love" --do-sample --top-p 0.9 --max-new-tokens 20 --seed 1 --json',
    'hostless generate --model gpt2 --adapter my-lora --prompt "life is not"',
    'hostless generate --model quotes --prompt "time" --no-do-sample --num-beams 4 --num-return-sequences 2',
  ],
  async run(values, positionals, io) {
    refuseStray(positionals, "a prompt is given with --prompt");
    if (values["prompt"] === undefined && values["prompt-file"] === undefined)
      throw new UsageError("--prompt is missing.");
    const request = parseRequest({ prompt: await promptsOf(values), parameters: parametersOf(values) });
    if (!request.ok) throw new Refusal(request.failure);
    const { pass, codec, defaults, dtype, backend, adapter } = await openModel(values, io);
    const prompts = [request.value.prompt].flat();
    const seed = at(crypto.getRandomValues(new Uint32Array(1)), 0);
    const parameters = resolveParameters(request.value.parameters, defaults, seed);
    const generated = await generateTokens(
      pass,
      codec,
      { prompts, parameters, ...lengthBeyond(request.value.parameters) },
      {
        onDelta: () => {},
        isStopped: () => false,
        now: () => performance.now(),
        breathe: async () => {},
      },
    );
    const report = { seed: parameters.seed, dtype, backend, adapter };
    if (values["json"]) io.stdout.write(jsonOf(prompts, generated, report));
    else printText(io.stdout, plainOf(prompts, generated));
  },
};

async function promptsOf(values: OptionValues): Promise<string[]> {
  const file = values["prompt-file"];
  if (typeof file !== "string") return textsOf(values, "prompt");
  const text = await readUserFile(file);
  return [text.replace(/\r?\n$/, "")];
}

function plainOf(prompts: readonly string[], { samples }: GeneratedTokens): string {
  return samples.map(({ prompt, text }) => `${prompts[prompt] ?? ""}${text}\n`).join("");
}

function jsonOf(prompts: readonly string[], generated: GeneratedTokens, report: object): string {
  const { samples, timings, prompt_tokens, completion_tokens } = generated;
  const texts = samples.map(({ prompt, text, ...rest }) => ({
    prompt: prompts[prompt],
    generated_text: `${prompts[prompt] ?? ""}${text}`,
    ...rest,
  }));
  // One text, the usual case, can be read without asking which.
  const [only, ...others] = texts;
  const result = {
    ...(others.length === 0 && only),
    samples: texts,
    prompt_tokens,
    completion_tokens,
    timings,
    ...report,
  };
  return `${JSON.stringify(result, undefined, 2)}\n`;
}
