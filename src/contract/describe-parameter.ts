import * as v from "valibot";
import { LIMITS } from "./limits.ts";
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
const OTHER_VALUES: Partial<Record<ParameterName, string>> = {
  do_sample: "true or false",
  token_healing: "true or false",
  early_stopping: 'true, false or "never"',
  bad_words: listOf(LIMITS.badWords, LIMITS.badWordCharacters),
  stop_strings: listOf(LIMITS.stopStrings, LIMITS.stopStringCharacters),
  renormalize_logits: "true or false",
  remove_invalid_values: "true or false",
  eos_token_id: `a token's number or a list of at most ${LIMITS.endTokens} of them`,
  forced_eos_token_id: `a token's number or a list of at most ${LIMITS.endTokens} of them`,
  suppress_tokens: `a list of at most ${LIMITS.tokens} token numbers`,
  begin_suppress_tokens: `a list of at most ${LIMITS.tokens} token numbers`,
  bad_words_ids: `a list of at most ${LIMITS.tokenRuns} lists of 1 to ${LIMITS.tokenRunLength} token numbers`,
  sequence_bias: `a list of at most ${LIMITS.tokenRuns} pairs, each of a list of 1 to ${LIMITS.tokenRunLength} token numbers and a bias`,
  exponential_decay_length_penalty: "two numbers: new tokens from 0 on and a factor above 0",
};

/** What a parameter may be, to follow `must be`: `a number from 0 to 1`. */
export function allowedValues(name: ParameterName): string {
  const { number } = describeParameter(name);
  if (number === undefined) return OTHER_VALUES[name] ?? "as it is described";
  return `a ${Number.isInteger(number.step) ? "whole number" : "number"} from ${number.min} to ${number.max}`;
}

function listOf(most: number, longest: number): string {
  return `a list of at most ${most} texts of 1 to ${longest} characters`;
}

export function isParameterName(name: string): name is ParameterName {
  return Object.hasOwn(generationParameters.entries, name);
}
