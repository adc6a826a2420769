import * as v from "valibot";
import { settleBestOf } from "./best-of.ts";
import { LIMITS } from "./limits.ts";
import { flag, oneOrMoreTokens, real, whole, words } from "./parameter-schema.ts";
import { type ResolvedParameters, TRANSFORMERS_DEFAULTS } from "./resolved-parameters.ts";
import { cutOffs, tokenRules } from "./token-rules.ts";

export type { NumberSpec } from "./parameter-schema.ts";

/**
 * The parameters of `generate()` in Hugging Face transformers for Python, under the same names and meaning. All are
 * optional here; what a request leaves out comes from the model's `generation_config.json`, then from
 * {@link TRANSFORMERS_DEFAULTS}.
 */
export const generationParameters = v.strictObject({
  do_sample: flag("Draw tokens at random by their probability; off takes the likeliest token each time."),
  temperature: real(
    { default: TRANSFORMERS_DEFAULTS.temperature, min: 0.01, max: 10, step: 0.01 },
    "Below 1 sharpens the choice, above 1 makes it more daring.",
  ),
  top_k: whole(
    { default: TRANSFORMERS_DEFAULTS.top_k, min: 0, max: 1_000_000, step: 1 },
    "Choose among the k likeliest tokens only; 0 switches this off.",
  ),
  top_p: real(
    { default: TRANSFORMERS_DEFAULTS.top_p, min: 0, max: 1, step: 0.01 },
    "Choose among the likeliest tokens that together have this probability.",
  ),
  min_p: real(
    { default: TRANSFORMERS_DEFAULTS.min_p, min: 0, max: 1, step: 0.01 },
    "Drop tokens less likely than this share of the likeliest one.",
  ),
  typical_p: real(
    { default: TRANSFORMERS_DEFAULTS.typical_p, min: 0.01, max: 1, step: 0.01 },
    "Prefer tokens about as surprising as the model expects, up to this probability.",
  ),
  ...cutOffs,
  repetition_penalty: real(
    { default: TRANSFORMERS_DEFAULTS.repetition_penalty, min: 0.01, max: 10, step: 0.01 },
    "Above 1 makes tokens that were already used less likely.",
  ),
  frequency_penalty: real(
    { default: TRANSFORMERS_DEFAULTS.frequency_penalty, min: -2, max: 2, step: 0.01 },
    "Above 0 makes new tokens less likely, the more so the more often they were used.",
  ),
  presence_penalty: real(
    { default: TRANSFORMERS_DEFAULTS.presence_penalty, min: -2, max: 2, step: 0.01 },
    "Above 0 makes new tokens less likely once they were used.",
  ),
  no_repeat_ngram_size: whole(
    { default: TRANSFORMERS_DEFAULTS.no_repeat_ngram_size, min: 0, max: 100, step: 1 },
    "No run of this many tokens may occur twice; 0 switches this off.",
  ),
  bad_words: words(LIMITS.badWords, LIMITS.badWordCharacters, "Words and phrases that must not be written."),
  min_length: whole(
    { default: TRANSFORMERS_DEFAULTS.min_length, min: 0, max: LIMITS.newTokens, step: 1 },
    "Prompt and text together have at least this many tokens; min_new_tokens takes precedence.",
  ),
  min_new_tokens: whole(
    { default: TRANSFORMERS_DEFAULTS.min_new_tokens, min: 0, max: LIMITS.newTokens, step: 1 },
    "Write at least this many new tokens.",
  ),
  max_length: whole(
    { default: TRANSFORMERS_DEFAULTS.max_length, min: 1, max: LIMITS.newTokens, step: 1 },
    "Prompt and text together have at most this many tokens. Without any limit, 20 new ones.",
  ),
  max_new_tokens: whole(
    { default: TRANSFORMERS_DEFAULTS.max_new_tokens, min: 1, max: LIMITS.newTokens, step: 1 },
    "At most this many new tokens; takes precedence over max_length.",
  ),
  max_time: real(
    { default: TRANSFORMERS_DEFAULTS.max_time, min: 0.01, max: LIMITS.seconds, step: 0.01 },
    "Stop after this many seconds.",
  ),
  stop_strings: words(LIMITS.stopStrings, LIMITS.stopStringCharacters, "Stop as soon as one of these is written."),
  eos_token_id: oneOrMoreTokens(LIMITS.endTokens, "The token or tokens that end a text."),
  ...tokenRules,
  token_healing: flag(
    "A prompt that ends with white space or within a word goes on as if it had been written in one go; a whole word stays whole.",
  ),
  num_return_sequences: whole(
    { default: TRANSFORMERS_DEFAULTS.num_return_sequences, min: 1, max: LIMITS.samples, step: 1 },
    "How many texts to write for the prompt.",
  ),
  best_of: whole(
    { default: TRANSFORMERS_DEFAULTS.best_of, min: 1, max: LIMITS.samples, step: 1 },
    "Write this many texts and return the best: whole ones that repeat little and that the model finds likely. Needs do_sample.",
  ),
  num_beams: whole(
    { default: TRANSFORMERS_DEFAULTS.num_beams, min: 1, max: LIMITS.beams, step: 1 },
    "Beams of the search for the likeliest text; 1 is no beam search.",
  ),
  length_penalty: real(
    { default: TRANSFORMERS_DEFAULTS.length_penalty, min: -10, max: 10, step: 0.1 },
    "Beam search and best_of: above 0 favours longer texts, below 0 shorter ones; 1 goes by the mean token.",
  ),
  early_stopping: v.optional(
    v.pipe(
      v.union([v.boolean(), v.literal("never")]),
      v.description("Beam search: stop as soon as there are as many finished texts as beams."),
    ),
  ),
  seed: whole(
    { default: null, min: 0, max: 4_294_967_295, step: 1 },
    "The same seed gives the same text on the same model file and device.",
  ),
  top_logprobs: whole(
    { default: TRANSFORMERS_DEFAULTS.top_logprobs, min: 0, max: LIMITS.topLogprobs, step: 1 },
    "Report this many alternatives with each token.",
  ),
});

/** Parameters as a request gives them: every one may be absent. */
export type GenerationParameters = v.InferOutput<typeof generationParameters>;
export type ParameterName = keyof GenerationParameters;

/**
 * What applies of a request's parameters and the model's own: the request's take precedence. Where neither names a length,
 * transformers writes 20 new tokens, however long the prompt is.
 */
export function mergeParameters(
  requested: GenerationParameters,
  model: GenerationParameters,
): Present<GenerationParameters> {
  const given = { ...withoutAbsent(model), ...withoutAbsent(requested) };
  // A request that names only max_length means it, even where the model's configuration sets max_new_tokens.
  if (requested.max_length !== undefined && requested.max_new_tokens === undefined) delete given.max_new_tokens;
  if (given.max_length === undefined) given.max_new_tokens ??= TRANSFORMERS_DEFAULTS.max_length;
  return given;
}

/**
 * Decides every parameter: {@link mergeParameters}, and transformers' defaults for the rest.
 * @param randomSeed drawn by the caller, used when neither names a seed: an integer in [0, 2^32).
 * @throws Refusal `bad_request` for a `best_of` that cannot be obeyed
 */
export function resolveParameters(
  requested: GenerationParameters,
  model: GenerationParameters,
  randomSeed: number,
): ResolvedParameters {
  const given = mergeParameters(requested, model);
  const merged = { ...TRANSFORMERS_DEFAULTS, ...given };
  return {
    ...merged,
    best_of: settleBestOf(requested, merged),
    eos_token_id: [given.eos_token_id ?? []].flat(),
    forced_eos_token_id: [given.forced_eos_token_id ?? []].flat(),
    seed: given.seed ?? randomSeed,
  };
}

/**
 * A `max_length` of the model's own is meant for short beginnings: after a prompt that is longer, transformers' 20 new
 * tokens are written. One that the request names is meant.
 */
export function lengthBeyond({ max_length }: GenerationParameters): { readonly beyond?: number } {
  return max_length === undefined ? { beyond: TRANSFORMERS_DEFAULTS.max_length } : {};
}

/** Drops keys whose value is `undefined`, so that a spread does not overwrite what is known. */
function withoutAbsent(parameters: GenerationParameters): Present<GenerationParameters> {
  const present: Present<GenerationParameters> = {};
  for (const [key, value] of Object.entries(parameters)) {
    if (value !== undefined) Object.assign(present, { [key]: value });
  }
  return present;
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
