import type { QuoteBody } from "../contract/api/bodies.ts";
import { cleanUp } from "../contract/clean-up.ts";
import type { GenerationParameters } from "../contract/parameters.ts";
import { answerWhole } from "./answer-whole.ts";
import type { Caller } from "./call.ts";

/** What the tutorial's `QuoteGenerator` passes to `generate()` when the caller says nothing else. */
const TUTORIAL_DEFAULTS: GenerationParameters = {
  do_sample: true,
  min_length: 3,
  max_length: 25,
  top_k: 5,
  top_p: 0.9,
  temperature: 1,
};

/** `POST api/generate_quote`. An empty prompt becomes one of `examples`, drawn by `random` in [0, 1). */
export async function answerQuote(
  body: Omit<QuoteBody, "model">,
  caller: Caller,
  examples: readonly string[],
  random: () => number,
): Promise<Response> {
  const { prompt: given, clean_up, ...requested } = body;
  const prompt = given.trim() === "" ? (examples[Math.floor(random() * examples.length)] ?? "") : given;
  const request = { prompt, parameters: withTutorialDefaults(requested) };
  return answerWhole(caller, request, ({ samples, parameters, backend, model }) => {
    const texts = samples.map((sample) => (clean_up ? cleanUp(prompt + sample.text) : prompt + sample.text));
    return {
      generated_text: texts[0] ?? "",
      generated_texts: texts,
      prompt,
      seed: parameters.seed,
      finish_reason: samples[0]?.finish_reason,
      model: model.adapter ?? model.name,
      device: backend.device,
    };
  });
}

/** `max_new_tokens` replaces the tutorial's `max_length`, and beams its sampling, where the caller asks for them. */
function withTutorialDefaults(requested: GenerationParameters): GenerationParameters {
  const merged: GenerationParameters = { ...TUTORIAL_DEFAULTS, ...requested };
  if (requested.max_new_tokens !== undefined && requested.max_length === undefined) delete merged.max_length;
  return merged;
}
