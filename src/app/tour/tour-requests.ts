import * as v from "valibot";
import type { ModelInfo } from "../../contract/model-info.ts";
import { type GenerationParameters, generationParameters, mergeParameters } from "../../contract/parameters.ts";
import type { GenerateRequest } from "../../contract/request.ts";
import { TRANSFORMERS_DEFAULTS } from "../../contract/resolved-parameters.ts";

/** What the tour lets one move. */
export interface Settings {
  readonly temperature: number;
  /** 0 leaves nothing out. */
  readonly top_k: number;
  readonly top_p: number;
}

/** Tokens that the tour draws, and the alternatives that it shows at each. */
export const MOST_DRAWN = 12;
export const BARS = 10;
/** Tokens of a beam. */
export const LONGEST_BEAM = 6;

/**
 * Switches off every rule of a model's own files, so that only what the tour shows takes part. Two cannot be: `top_h`, which has no
 * neutral value and which the bars therefore obey, and `forced_bos_token_id`.
 */
export const WITHOUT_RULES = neutralDefaults();

/** The defaults of transformers with a neutral value for each that has none there, and nothing of how long a text is. */
function neutralDefaults(): GenerationParameters {
  const { top_h: _, bos_token_id: _bos, forced_bos_token_id: _forced, ...given } = TRANSFORMERS_DEFAULTS;
  const { max_length: _length, max_new_tokens: _new, ...rules } = given;
  const neutral = { min_p: 0, min_new_tokens: 0, max_time: 3600, exponential_decay_length_penalty: [0, 1] };
  return v.parse(generationParameters, { ...rules, ...neutral });
}

/** Tokens of a prompt that the tour reads: the context has room for the new ones, so that every question reads the same. */
export function readTokens({ maxPositions }: Pick<ModelInfo, "maxPositions">): number {
  return Math.max(1, maxPositions - MOST_DRAWN);
}

/** A prompt as every question of the tour reads it. */
export interface TourPrompt {
  readonly prompt: string;
  readonly truncate: number;
  readonly adapter?: string;
}

/** Draws the tour's tokens, each with what it was drawn from. */
export function drawing(of: TourPrompt, settings: Settings, seed: number): GenerateRequest {
  const parameters = { ...WITHOUT_RULES, ...settings, do_sample: true, seed };
  return { ...of, parameters: { ...parameters, max_new_tokens: MOST_DRAWN, top_logprobs: BARS } };
}

/** All beams of a search, by the sum of their log-probabilities; one beam takes the likeliest token each time. */
export function searching(of: TourPrompt, num_beams: number, tokens: number): GenerateRequest {
  const parameters = { ...WITHOUT_RULES, do_sample: false, num_beams, num_return_sequences: num_beams };
  return { ...of, parameters: { ...parameters, length_penalty: 0, max_new_tokens: tokens, top_logprobs: 1 } };
}

/** What the tour begins with: the form as it is. */
export function settingsOf(changed: GenerationParameters, model: GenerationParameters): Settings {
  const { temperature, top_k, top_p } = { ...TRANSFORMERS_DEFAULTS, ...mergeParameters(changed, model) };
  return { temperature, top_k, top_p };
}

/** The form's parameters with the tour's settings. */
export function withDrawing(changed: GenerationParameters, settings: Settings): GenerationParameters {
  return { ...changed, ...settings, do_sample: true, num_beams: 1 };
}

/** The form's parameters with a search. It has no `best_of`, and no more texts than beams. */
export function withBeams({ best_of: _, ...changed }: GenerationParameters, num_beams: number): GenerationParameters {
  const { num_return_sequences: texts } = changed;
  return {
    ...changed,
    do_sample: false,
    num_beams,
    ...(texts !== undefined && { num_return_sequences: Math.min(texts, num_beams) }),
  };
}
