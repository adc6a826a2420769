import * as v from "valibot";
import { LIMITS } from "./limits.ts";
import { makeNote, type Note } from "./outcome.ts";
import { generationParameters, type NumberSpec, type ParameterName } from "./parameters.ts";

const numberSpec = v.object({
  default: v.nullable(v.number()),
  min: v.number(),
  max: v.number(),
  step: v.number(),
});

/** Explanation and bounds of a parameter, from the schema that every request is checked by. */
export function describeParameter(name: ParameterName): { readonly text: string; readonly number?: NumberSpec } {
  const schema = generationParameters.entries[name].wrapped;
  const metadata = v.safeParse(numberSpec, v.getMetadata(schema));
  const text = v.getDescription(schema) ?? "";
  return metadata.success ? { text, number: metadata.output } : { text };
}

/** What a parameter that is no single number may be. */
const OTHER_VALUES: Partial<Record<ParameterName, Note>> = {
  do_sample: makeNote("allowed_flag", {}),
  token_healing: makeNote("allowed_flag", {}),
  early_stopping: makeNote("allowed_stopping", {}),
  bad_words: makeNote("allowed_texts", { most: LIMITS.badWords, longest: LIMITS.badWordCharacters }),
  stop_strings: makeNote("allowed_texts", { most: LIMITS.stopStrings, longest: LIMITS.stopStringCharacters }),
  renormalize_logits: makeNote("allowed_flag", {}),
  remove_invalid_values: makeNote("allowed_flag", {}),
  eos_token_id: makeNote("allowed_ends", { most: LIMITS.endTokens }),
  forced_eos_token_id: makeNote("allowed_ends", { most: LIMITS.endTokens }),
  suppress_tokens: makeNote("allowed_tokens", { most: LIMITS.tokens }),
  begin_suppress_tokens: makeNote("allowed_tokens", { most: LIMITS.tokens }),
  bad_words_ids: makeNote("allowed_runs", { most: LIMITS.tokenRuns, longest: LIMITS.tokenRunLength }),
  sequence_bias: makeNote("allowed_biases", { most: LIMITS.tokenRuns, longest: LIMITS.tokenRunLength }),
  exponential_decay_length_penalty: makeNote("allowed_decay", {}),
};

/** What a parameter may be, to follow `must be` in a sentence: `a number from 0 to 1`. */
export function allowedValues(name: ParameterName): Note {
  const { number } = describeParameter(name);
  if (number === undefined) return OTHER_VALUES[name] ?? makeNote("allowed_described", {});
  const { min, max, step } = number;
  return makeNote(Number.isInteger(step) ? "allowed_whole" : "allowed_number", { min, max });
}

export function isParameterName(name: string): name is ParameterName {
  return Object.hasOwn(generationParameters.entries, name);
}
