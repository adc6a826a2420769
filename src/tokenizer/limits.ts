/** Limits on tokenizers from outside. Passing one is a refusal, never an allocation. */
export const TOKENIZER_LIMITS = {
  /** Vocabulary entries, five times GPT-2's. */
  tokens: 262_144,
  /** Tokens beside the vocabulary; each costs a branch on every encoded text. */
  addedTokens: 4096,
  /** Characters of one added token: longer ones are no tokens but a way to stall the matcher. */
  addedTokenCharacters: 512,
  /** Characters of one token that is looked for in a text as it is: SentencePiece writes 16, people train longer ones. */
  tokenCharacters: 1024,
  /** Of all of them together; 250,000 tokens of many languages have 2 million. A tree of them takes some 30 bytes each. */
  allCharacters: 6_000_000,
} as const;
