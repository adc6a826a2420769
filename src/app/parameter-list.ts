import * as v from "valibot";
import { generationParameters, type NumberSpec, type ParameterName } from "../contract/parameters.ts";
import { STRINGS } from "./strings.ts";

type Group = keyof typeof STRINGS.groups;

/** The panel's order. Every parameter of the contract has its place; a test counts them. */
export const PARAMETER_GROUPS: Record<Group, readonly ParameterName[]> = {
  choice: ["do_sample", "temperature", "top_k", "top_p", "min_p", "typical_p"],
  length: ["max_new_tokens", "max_length", "min_new_tokens", "min_length"],
  repetition: ["repetition_penalty", "no_repeat_ngram_size", "bad_words"],
  stopping: ["stop_strings", "max_time", "eos_token_id"],
  several: ["num_return_sequences", "num_beams", "length_penalty", "early_stopping"],
  record: ["seed", "top_logprobs"],
};

/** Where a slider ends when the field allows far more than anyone slides to. */
export const SLIDER_ENDS: Partial<Record<ParameterName, readonly [number, number]>> = {
  temperature: [0.05, 2],
  top_p: [0, 1],
  min_p: [0, 1],
  typical_p: [0.05, 1],
  repetition_penalty: [1, 2],
};

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

/** What is wrong with a value, in words; `undefined` when nothing is. */
export function complaint(name: ParameterName, value: unknown): string | undefined {
  const result = v.safeParse(generationParameters.entries[name], value);
  if (result.success) return undefined;
  const { number } = describeParameter(name);
  if (number === undefined) return result.issues[0].message;
  const isWhole = Number.isInteger(number.step);
  return (isWhole ? STRINGS.wholeBounds : STRINGS.bounds)(number.min, number.max);
}
