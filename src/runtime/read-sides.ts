import type { ModelFiles } from "../contract/bytes.ts";
import type { TextCodec } from "../contract/forward-pass.ts";
import { readDefaults } from "../contract/model-defaults.ts";
import type { GenerationParameters } from "../contract/parameters.ts";
import { createTokenizer } from "./tokenizer.ts";

const GENERATION = "generation_config.json";

/** What lies beside a package's weights: its tokenizer, and the parameters that it is run with. @throws Refusal of its files */
export async function readSides(
  files: ModelFiles,
  { vocab_size }: { readonly vocab_size: number },
): Promise<{ readonly codec: TextCodec; readonly defaults: GenerationParameters }> {
  const generation = files.paths.includes(GENERATION) ? await files.text(GENERATION) : undefined;
  const { parameters: defaults } = readDefaults(generation, await files.text("config.json"), vocab_size);
  return { codec: createTokenizer(await files.text("tokenizer.json"), vocab_size), defaults };
}
