import type { TokenForm } from "./forward-pass.ts";
import type { TokenAlternative, PromptToken } from "./token-detail.ts";

export interface ScoreResult {
  readonly perplexity: number;
  readonly bits_per_byte: number;
  /** Those that were scored. */
  readonly tokens: number;
  readonly bytes: number;
  /** Every token of the text, where they were asked for and nobody took them piece by piece. */
  readonly details?: readonly PromptToken[];
}

/** What could stand at a place in a text. */
export interface Alternatives {
  /** Tokens of the text before it. */
  readonly position: number;
  /** The token that stands there; absent at the end. */
  readonly token?: TokenAlternative;
  /** Likeliest first, by the model's plain probabilities. */
  readonly top: readonly TokenAlternative[];
}

/** What a model says of the token after a prompt, before any parameter takes part. */
export interface NextScores {
  /** One for each entry of the vocabulary. */
  readonly logits: Float32Array;
  /** Likeliest first, by the model's plain probabilities. */
  readonly top: readonly TokenAlternative[];
}

/** How a model reads a prompt. */
export interface PromptTokens {
  /** Of the whole prompt, with what the tokenizer puts around it. */
  readonly count: number;
  /** Oldest tokens that a run would leave out, so that the new ones have room in the context. */
  readonly dropped: number;
  /** The last ones, as many as were asked for. */
  readonly tokens: readonly (TokenForm & { readonly id: number })[];
}
