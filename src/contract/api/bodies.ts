import * as v from "valibot";
import { LIMITS } from "../limits.ts";
import { generationParameters } from "../parameters.ts";
import {
  flag,
  oneOrMoreStopStrings,
  onlyNeutral,
  prompt,
  prompts,
  saying,
  stopStrings,
  wholeNumber,
} from "./fields.ts";
import { hubFields } from "./hub-fields.ts";

const modelName = v.pipe(
  v.string(),
  v.maxLength(2048),
  v.description(
    "A model that a page has loaded, or an adapter of it (api/v1/models). Absent: that of the page that asks.",
  ),
);
const namedModel = v.optional(saying("must be a text of at most 2048 characters", modelName));

/** Body of `POST api/generate_quote`: the tutorial's call, with every parameter of the form beside the prompt. */
export const quoteBody = v.strictObject({
  model: namedModel,
  prompt: v.optional(v.pipe(prompt, v.description("Empty or absent: one of the model's own example prompts.")), ""),
  ...generationParameters.entries,
  clean_up: v.optional(flag("Tidy the text as the tutorial does."), true),
});

const { top_logprobs: _, ...sharedParameters } = generationParameters.entries;

const textGenerationParameters = v.strictObject({
  ...sharedParameters,
  ...hubFields,
  adapter_id: v.optional(saying("must be a text of at most 2048 characters", modelName)),
  stop: v.optional(stopStrings("The task's name for stop_strings.")),
  stop_sequences: v.optional(stopStrings("An older name for stop.")),
  top_n_tokens: v.optional(wholeNumber(0, LIMITS.topLogprobs, "Alternatives to report with each token.")),
  details: v.optional(flag("Report tokens, seed and finish reason."), false),
  decoder_input_details: v.optional(flag("Report the prompt's tokens among the details."), false),
});

const textGeneration = v.strictObject({
  model: namedModel,
  inputs: prompt,
  parameters: v.optional(saying("must be an object", textGenerationParameters), {}),
  stream: v.optional(flag("Answer with server-sent events."), false),
  details: v.optional(flag("The same as details among the parameters.")),
  options: v.optional(
    saying(
      "must be an object",
      v.strictObject({
        use_cache: v.optional(flag("Taken for compatibility: no answer is kept.")),
        wait_for_model: onlyNeutral(false, "Wait until the model is loaded."),
      }),
    ),
  ),
});

/** Body of `POST api/generate`: the text-generation task of the Hugging Face Hub. */
export const textGenerationBody = v.pipe(
  textGeneration,
  v.forward(
    v.check(
      ({ stream, parameters }) => !(stream && parameters.decoder_input_details),
      "is not supported in a stream; leave it out or send stream false",
    ),
    ["parameters", "decoder_input_details"],
  ),
);

const temperature = v.pipe(
  v.number(),
  v.minValue(0),
  v.maxValue(10),
  v.description(
    "0 takes the likeliest token each time, more draws one. Absent: as the model's own settings say, else 1.",
  ),
);
const streamOptions = v.strictObject({
  include_usage: v.optional(flag("End the stream with the numbers of tokens."), false),
  include_obfuscation: v.optional(flag("Taken for compatibility: no event crosses a network.")),
});
const bias100 = v.pipe(v.number(), v.minValue(-100), v.maxValue(100));
const logitBias = v.pipe(
  v.record(v.string(), v.unknown()),
  v.maxEntries(LIMITS.tokenRuns),
  v.check((biases) => Object.entries(biases).every(([id, bias]) => /^\d{1,7}$/.test(id) && v.is(bias100, bias))),
  v.description("Added to the scores of single tokens, from -100 to 100, by their numbers in the model's tokenizer."),
);
const user = v.pipe(v.string(), v.description("Taken for compatibility: requests stay on this device."));

const { entries } = generationParameters;

/** Fields of OpenAI's interface. */
export const completionFields = {
  model: namedModel,
  prompt: v.optional(prompts, ""),
  max_tokens: v.optional(
    wholeNumber(
      0,
      LIMITS.newTokens,
      "At most this many new tokens; 0 only reads the prompt. Absent: as the model's own settings say, else 16.",
    ),
  ),
  temperature: v.optional(saying("must be a number from 0 to 10", temperature)),
  top_p: entries.top_p,
  n: v.optional(wholeNumber(1, LIMITS.samples, "How many texts to write for each prompt."), 1),
  best_of: v.optional(wholeNumber(1, LIMITS.samples, "Write this many texts for each prompt and return the n best.")),
  stop: v.optional(oneOrMoreStopStrings("Stop as soon as one of these is written.")),
  seed: entries.seed,
  logprobs: v.optional(wholeNumber(0, LIMITS.topLogprobs, "Alternatives to report with each token.")),
  echo: v.optional(flag("Put the prompt before the text."), false),
  stream: v.optional(flag("Answer with server-sent events."), false),
  stream_options: v.optional(saying("must be an object", streamOptions)),
  frequency_penalty: entries.frequency_penalty,
  presence_penalty: entries.presence_penalty,
  suffix: onlyNeutral("", "Text that follows; a GPT-2 only writes forward."),
  logit_bias: v.optional(saying("must be an object of token numbers with biases from -100 to 100", logitBias)),
  user: v.optional(saying("must be a text", user)),
  // Extensions that other servers of this interface take too.
  top_k: entries.top_k,
  min_p: entries.min_p,
  repetition_penalty: entries.repetition_penalty,
  token_healing: entries.token_healing,
  // What the Hub's own client sends to this route.
  ...hubFields,
  do_sample: entries.do_sample,
  typical_p: entries.typical_p,
  stop_sequences: v.optional(stopStrings("An older name for stop.")),
  details: onlyNeutral(false, "The Hub's name for what logprobs reports here."),
  top_n_tokens: onlyNeutral(0, "The Hub's name for logprobs."),
};

/**
 * Body of `POST api/v1/completions`: OpenAI's legacy completions, which is what a GPT-2 without chat training can answer. What it
 * leaves out is as the model's own settings say.
 */
export const completionBody = v.pipe(
  v.strictObject(completionFields),
  v.forward(
    v.check(
      ({ echo, return_full_text, stream, prompt }) =>
        !(stream && (echo || return_full_text) && [prompt].flat(2).some((part) => typeof part === "number")),
      "is not supported in a stream whose prompt is given as tokens; send stream false, or the prompt as text",
    ),
    ["echo"],
  ),
);

const scoredText = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(LIMITS.promptCharacters),
  v.description("The text to score."),
);

/** Body of `POST api/perplexity`. */
export const perplexityBody = v.strictObject({
  model: namedModel,
  text: saying(`must be a text of 1 to ${LIMITS.promptCharacters} characters`, scoredText),
  top_logprobs: v.optional(
    wholeNumber(0, LIMITS.topLogprobs, "Report each token with its logprob, and this many alternatives to it."),
  ),
});

/** Body of `POST api/alternatives`. */
export const alternativesBody = v.strictObject({
  model: namedModel,
  text: prompt,
  position: v.optional(
    wholeNumber(0, LIMITS.promptCharacters, "Tokens of the text before the place that is asked for. Absent: all."),
  ),
  top_logprobs: v.optional(wholeNumber(1, LIMITS.topLogprobs, "Tokens to report."), 10),
});

export type QuoteBody = v.InferOutput<typeof quoteBody>;
export type TextGenerationBody = v.InferOutput<typeof textGenerationBody>;
export type CompletionBody = v.InferOutput<typeof completionBody>;
