import * as v from "valibot";
import { LIMITS } from "./limits.ts";
import { flag, oneOrMoreTokens, real, token, tokenRun, tokens, whole } from "./parameter-schema.ts";
import { TRANSFORMERS_DEFAULTS } from "./resolved-parameters.ts";

const run = tokenRun(LIMITS.tokenRunLength);

/** Parameters of `generate()` that speak of single tokens or of the scores as a whole; most come from a model's files. */
export const tokenRules = {
  bos_token_id: token("The token that an empty prompt starts from."),
  suppress_tokens: tokens(LIMITS.tokens, "Tokens that are never written."),
  begin_suppress_tokens: tokens(LIMITS.tokens, "Tokens that the new text must not begin with."),
  bad_words_ids: v.optional(
    v.pipe(v.array(run), v.maxLength(LIMITS.tokenRuns), v.description("Runs of tokens that must not be written.")),
  ),
  sequence_bias: v.optional(
    v.pipe(
      v.array(v.tuple([run, v.pipe(v.number(), v.finite())])),
      v.maxLength(LIMITS.tokenRuns),
      v.description("Runs of tokens, each with what is added to the score of its last one where the others stand."),
    ),
  ),
  forced_bos_token_id: token("The token to begin with after a prompt of one token."),
  forced_eos_token_id: oneOrMoreTokens(
    LIMITS.endTokens,
    "The token or tokens to end with where the length is reached.",
  ),
  exponential_decay_length_penalty: v.optional(
    v.pipe(
      v.tuple([v.pipe(v.number(), v.safeInteger(), v.minValue(0)), v.pipe(v.number(), v.finite(), v.gtValue(0))]),
      v.description("After so many new tokens the end grows likelier by this factor with each one more."),
    ),
  ),
  encoder_repetition_penalty: real(
    { default: TRANSFORMERS_DEFAULTS.encoder_repetition_penalty, min: 0.01, max: 10, step: 0.01 },
    "Above 1 makes tokens of the prompt likelier.",
  ),
  encoder_no_repeat_ngram_size: whole(
    { default: TRANSFORMERS_DEFAULTS.encoder_no_repeat_ngram_size, min: 0, max: 100, step: 1 },
    "No run of this many tokens of the prompt may be written; 0 switches this off.",
  ),
  renormalize_logits: flag("Beam search: make the processed scores probabilities again."),
  remove_invalid_values: flag("A token that is banned keeps the lowest score there is, so that one is always left."),
};

/** Cut-offs of sampling beside top_k, top_p, min_p and typical_p. */
export const cutOffs = {
  top_h: real(
    { default: TRANSFORMERS_DEFAULTS.top_h, min: 0.01, max: 1, step: 0.01 },
    "Choose among the likeliest tokens that together have this share of the entropy.",
  ),
  epsilon_cutoff: real(
    { default: TRANSFORMERS_DEFAULTS.epsilon_cutoff, min: 0, max: 1, step: 0.0001 },
    "Drop tokens less likely than this; 0 switches this off.",
  ),
  eta_cutoff: real(
    { default: TRANSFORMERS_DEFAULTS.eta_cutoff, min: 0, max: 1, step: 0.0001 },
    "Drop tokens less likely than this, or than what the entropy allows; 0 switches this off.",
  ),
};
