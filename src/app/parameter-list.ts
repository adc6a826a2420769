import * as v from "valibot";
import { describeParameter, isParameterName } from "../contract/describe-parameter.ts";
import { LIMITS } from "../contract/limits.ts";
import { kindOf } from "../contract/parameter-text.ts";
import { type GenerationParameters, generationParameters, type ParameterName } from "../contract/parameters.ts";
import type { LateWords } from "./words/en-late.ts";

type Group = keyof LateWords["groups"];

/** The panel's order. Every parameter of the contract has its place; a test counts them. */
export const PARAMETER_GROUPS: Record<Group, readonly ParameterName[]> = {
  choice: ["do_sample", "temperature", "top_k", "top_p", "min_p", "typical_p", "top_h", "epsilon_cutoff", "eta_cutoff"],
  length: ["max_new_tokens", "max_length", "min_new_tokens", "min_length"],
  repetition: ["repetition_penalty", "frequency_penalty", "presence_penalty", "no_repeat_ngram_size", "bad_words"],
  stopping: ["stop_strings", "max_time", "eos_token_id"],
  tokens: [
    "suppress_tokens",
    "begin_suppress_tokens",
    "bad_words_ids",
    "sequence_bias",
    "bos_token_id",
    "forced_bos_token_id",
    "forced_eos_token_id",
    "exponential_decay_length_penalty",
    "encoder_repetition_penalty",
    "encoder_no_repeat_ngram_size",
    "renormalize_logits",
    "remove_invalid_values",
    "token_healing",
  ],
  several: ["num_return_sequences", "best_of", "num_beams", "length_penalty", "early_stopping"],
  record: ["seed", "top_logprobs"],
};

/** Where a slider ends when the field allows far more than anyone slides to. */
export const SLIDER_ENDS: Partial<Record<ParameterName, readonly [number, number]>> = {
  temperature: [0.05, 2],
  top_p: [0, 1],
  min_p: [0, 1],
  typical_p: [0.05, 1],
  repetition_penalty: [1, 2],
  frequency_penalty: [0, 2],
  presence_penalty: [0, 2],
};

/** The parameters that no run and no link would take. */
export function wrongParameters(parameters: GenerationParameters): readonly string[] {
  return Object.entries(parameters).flatMap(([name, value]) =>
    isParameterName(name) && !isAllowed(name, value) ? [name] : [],
  );
}

/** False for what no run and no link would take. */
export function isAllowed(name: ParameterName, value: unknown): boolean {
  return v.is(generationParameters.entries[name], value);
}

/** What to enter where a value is wrong, in the page's language. */
export function correctionOf(name: ParameterName, { corrections: words }: LateWords): string {
  const { number } = describeParameter(name);
  if (number !== undefined) {
    return Number.isInteger(number.step) ? words.whole(number.min, number.max) : words.number(number.min, number.max);
  }
  if (name === "exponential_decay_length_penalty") return words.decay;
  switch (kindOf(name)) {
    case "texts":
      return name === "bad_words"
        ? words.texts(LIMITS.badWords, LIMITS.badWordCharacters)
        : words.texts(LIMITS.stopStrings, LIMITS.stopStringCharacters);
    case "numbers":
      return words.tokens(name.endsWith("eos_token_id") ? LIMITS.endTokens : LIMITS.tokens);
    case "runs":
      return words.runs(LIMITS.tokenRuns, LIMITS.tokenRunLength);
    case "biases":
      return words.biases(LIMITS.tokenRuns, LIMITS.tokenRunLength);
    default:
      return words.choice;
  }
}
