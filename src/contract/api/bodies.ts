import * as v from "valibot";
import { LIMITS } from "../limits.ts";
import { generationParameters } from "../parameters.ts";

const prompt = v.pipe(v.string(), v.maxLength(LIMITS.promptCharacters), v.description("The text to go on from."));
const seed = generationParameters.entries.seed;
const stopStrings = v.pipe(
  v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(LIMITS.stopStringCharacters))),
  v.maxLength(LIMITS.stopStrings),
);

/** Body of `POST api/generate_quote`: the tutorial's call, with every parameter of the form beside the prompt. */
export const quoteBody = v.strictObject({
  prompt: v.optional(v.pipe(prompt, v.description("Empty or absent: one of the model's own example prompts.")), ""),
  ...generationParameters.entries,
  clean_up: v.optional(v.pipe(v.boolean(), v.description("Tidy the text as the tutorial does.")), true),
});

const { stop_strings, top_logprobs, ...sharedParameters } = generationParameters.entries;

/** Body of `POST api/generate`: the text-generation task of the Hugging Face Hub. */
export const textGenerationBody = v.strictObject({
  inputs: prompt,
  parameters: v.optional(
    v.strictObject({
      ...sharedParameters,
      stop_strings,
      stop: v.optional(v.pipe(stopStrings, v.description("The task's name for stop_strings."))),
      top_n_tokens: v.optional(
        v.pipe(
          v.number(),
          v.integer(),
          v.minValue(0),
          v.maxValue(LIMITS.topLogprobs),
          v.description("Alternatives to report with each token."),
        ),
      ),
      return_full_text: v.optional(v.pipe(v.boolean(), v.description("Put the prompt before the text.")), false),
      details: v.optional(v.pipe(v.boolean(), v.description("Report tokens, seed and finish reason.")), false),
    }),
    {},
  ),
  stream: v.optional(v.pipe(v.boolean(), v.description("Answer with server-sent events.")), false),
  details: v.optional(v.boolean()),
});

const unused = (what: string) =>
  v.optional(v.nullable(v.pipe(v.any(), v.description(`Accepted for compatibility; ${what}.`))));
const zero = v.optional(v.nullable(v.literal(0, "is not supported; leave it out or send 0")));

/** Body of `POST api/v1/completions`: OpenAI's legacy completions, which is what a GPT-2 without chat training can answer. */
export const completionBody = v.strictObject({
  model: v.optional(v.pipe(v.string(), v.maxLength(200), v.description("Any name; the model that is loaded answers."))),
  prompt: v.union([prompt, v.pipe(v.array(prompt), v.minLength(1), v.maxLength(LIMITS.prompts))]),
  max_tokens: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LIMITS.newTokens))), 16),
  temperature: v.optional(
    v.nullable(
      v.pipe(v.number(), v.minValue(0), v.maxValue(10), v.description("0 takes the likeliest token each time.")),
    ),
    1,
  ),
  top_p: v.optional(v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(1))), 1),
  n: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LIMITS.samples))), 1),
  stop: v.optional(
    v.nullable(v.union([v.pipe(v.string(), v.minLength(1), v.maxLength(LIMITS.stopStringCharacters)), stopStrings])),
  ),
  seed: v.nullish(v.unwrap(seed)),
  logprobs: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LIMITS.topLogprobs)))),
  echo: v.optional(v.nullable(v.boolean()), false),
  stream: v.optional(v.nullable(v.boolean()), false),
  stream_options: v.optional(v.nullable(v.object({ include_usage: v.optional(v.boolean(), false) }))),
  // Extensions that other servers of this interface take too.
  top_k: generationParameters.entries.top_k,
  min_p: generationParameters.entries.min_p,
  repetition_penalty: generationParameters.entries.repetition_penalty,
  presence_penalty: zero,
  frequency_penalty: zero,
  best_of: v.optional(v.nullable(v.literal(1, "is not supported; leave it out or send 1"))),
  suffix: v.optional(v.nullable(v.literal("", "is not supported; a GPT-2 only writes forward"))),
  logit_bias: v.optional(v.nullable(v.strictObject({}))),
  user: unused("requests stay on this device"),
});

/** Body of `POST api/perplexity`. */
export const perplexityBody = v.strictObject({
  text: v.pipe(v.string(), v.minLength(1), v.maxLength(LIMITS.promptCharacters), v.description("The text to score.")),
});

export type QuoteBody = v.InferOutput<typeof quoteBody>;
export type TextGenerationBody = v.InferOutput<typeof textGenerationBody>;
export type CompletionBody = v.InferOutput<typeof completionBody>;
