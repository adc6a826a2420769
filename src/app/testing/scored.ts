import type { PromptToken } from "../../contract/token-detail.ts";

/** Tokens of a text, one a word with the space before it. @param probability of each, 0.3 where it is absent */
export function scoredTokens(text: string, probability = (_word: string) => 0.3): PromptToken[] {
  return [...text.matchAll(/\s*\S+|\s+$/g)].map(({ 0: part, index }, id) => ({
    id,
    text: part,
    offset: index,
    logprob: Math.log(probability(part.trim())),
    top: [{ id: 900, text: " else", logprob: Math.log(0.4) }],
  }));
}

/** Figures that an engine could give. */
export function figuresOf(text: string, tokens: readonly PromptToken[], perplexity = 20) {
  return { perplexity, bits_per_byte: 1.5, tokens: tokens.length, bytes: text.length };
}
