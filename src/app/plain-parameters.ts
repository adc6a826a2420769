import { type GenerationParameters, lengthBeyond, mergeParameters } from "../contract/parameters.ts";
import type { ResolvedParameters } from "../contract/resolved-parameters.ts";
import type { EarlyWords } from "./words/en.ts";

/** The longest text that the slider asks for, in tokens; the field below takes more. */
export const LONGEST = 200;
export const SHORTEST = 5;
/** Texts that the slider asks for at most. */
export const MOST_TEXTS = 8;
/** The slider of variety is a temperature; its lower end takes the likeliest token each time. */
export const VARIETY = { fixed: 0, min: 0, max: 1.5, step: 0.05 } as const;

/** How much texts differ from each other: a temperature, 0 where the likeliest token is taken each time. */
export function varietyOf({ do_sample = false, temperature = 1 }: GenerationParameters): number {
  return do_sample ? Math.min(temperature, VARIETY.max) : VARIETY.fixed;
}

export function withVariety(changed: GenerationParameters, variety: number): GenerationParameters {
  const { temperature: _before, ...others } = changed;
  if (variety === VARIETY.fixed) return { ...others, do_sample: false };
  return { ...others, do_sample: true, temperature: variety };
}

export function varietyText(variety: number, plain: EarlyWords["plain"]): string {
  if (variety === VARIETY.fixed) return plain.fixed;
  const { low, usual, high, wild } = plain.varieties;
  if (variety < 0.5) return low;
  if (variety < 1) return usual;
  return variety <= 1.2 ? high : wild;
}

/** New tokens at most, as far as the slider can say it. @param prompt tokens of the prompt, which max_length counts, too */
export function lengthOf(changed: GenerationParameters, model: GenerationParameters, prompt: number): number {
  const { max_new_tokens, max_length = 0 } = mergeParameters(changed, model);
  const left = max_length - prompt;
  const most = max_new_tokens ?? (left > 0 ? left : (lengthBeyond(changed).beyond ?? left));
  return Math.max(SHORTEST, Math.min(most, LONGEST));
}

export function withLength(changed: GenerationParameters, tokens: number): GenerationParameters {
  const { max_length: _before, ...others } = changed;
  return { ...others, max_new_tokens: tokens };
}

/** Several texts can only differ where tokens are drawn; beams give several by themselves. */
export function withCount(
  changed: GenerationParameters,
  model: GenerationParameters,
  count: number,
): GenerationParameters {
  const { do_sample = false, num_beams = 1 } = mergeParameters(changed, model);
  const must = count > 1 && !do_sample && num_beams < count;
  return { ...changed, num_return_sequences: count, ...(must && { do_sample: true }) };
}

/** True where no token is drawn, whatever the seed: the answer is always the same. */
export function isFixed({ do_sample, num_beams, top_k, top_p }: ResolvedParameters): boolean {
  return !do_sample || (num_beams === 1 && (top_k === 1 || top_p === 0));
}
