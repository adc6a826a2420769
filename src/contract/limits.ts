/** Limits of a request. Each has its reason, and `parseRequest` names it when it is passed. */
export const LIMITS = {
  /** Characters of one prompt: about 250,000 tokens, far over any GPT-2 context; more would only stall the tokenizer. */
  promptCharacters: 1_048_576,
  /** Prompts in one request: every one takes a row of the key/value cache. */
  prompts: 8,
  /** Rows computed together (prompts × max(num_return_sequences, num_beams)); 124M takes 39 MB of cache a row at 1,024. */
  rows: 32,
  /** Texts for one prompt, returned or to choose from. */
  samples: 16,
  /** Places in the key/value cache for texts that are drawn to choose from: 124M takes 310 MB for so many. */
  draftPositions: 8192,
  beams: 16,
  stopStrings: 16,
  stopStringCharacters: 200,
  badWords: 200,
  badWordCharacters: 100,
  /** Far over any vocabulary. */
  tokenIds: 2_097_152,
  /** Ids in a list of suppressed tokens: twice GPT-2's vocabulary. */
  tokens: 100_000,
  /** Runs of tokens that are banned or biased: a list of bad words in all spellings. */
  tokenRuns: 20_000,
  tokenRunLength: 100,
  endTokens: 64,
  topLogprobs: 20,
  newTokens: 4096,
  seconds: 3600,
  /** Of an adapter that is kept apart from its base; PEFT's examples go to 64, and a higher one costs as much as the merge. */
  adapterRank: 64,
} as const;
