/** Limits on tokenizers from outside. Passing one is a refusal, never an allocation. */
export const TOKENIZER_LIMITS = {
  /** Vocabulary entries, five times GPT-2's. */
  tokens: 262_144,
  /** Tokens beside the vocabulary; each costs a branch on every encoded text. */
  addedTokens: 4096,
  /** Characters of one added token: longer ones are no tokens but a way to stall the matcher. */
  addedTokenCharacters: 512,
} as const;
