/** What tokenizers that cut at punctuation leave before it, and what it becomes; one after the other. */
const REPLACED = [
  [" .", "."],
  [" ?", "?"],
  [" !", "!"],
  [" ,", ","],
  [" ' ", "'"],
  [" n't", "n't"],
  [" 'm", "'m"],
  [" 's", "'s"],
  [" 've", "'ve"],
  [" 're", "'re"],
] as const;
/** The library's own, of one token, knows one more, before the last three. */
const OF_TOKEN = [...REPLACED.slice(0, 7), [" do not", " don't"], ...REPLACED.slice(7)] as const;

/** `cleanup` of the library's decoders, of one token. */
export function cleanToken(token: string): string {
  return OF_TOKEN.reduce((text, [from, to]) => text.replaceAll(from, to), token);
}

/** `clean_up_tokenization_spaces` of transformers, of a whole text, as decoders. */
export const CLEAN_UP = [
  { type: "Fuse" as const },
  ...REPLACED.map(([from, content]) => ({ type: "Replace" as const, pattern: { String: from }, content })),
];
