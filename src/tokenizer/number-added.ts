/** A token that is looked for in the text before the model sees it. */
export interface AddedToken {
  readonly content: string;
  /** Only where no character of a word touches it. */
  readonly single_word: boolean;
  /** White space before it belongs to it. */
  readonly lstrip: boolean;
  readonly rstrip: boolean;
  /** Looked for in the normalized text, in its own normalized form. */
  readonly normalized: boolean;
  /** Left out of decoded text. */
  readonly special: boolean;
}

export interface NumberedTokens {
  readonly ids: ReadonlyMap<string, number>;
  /** Of two tokens with one id the last is left. */
  readonly byId: ReadonlyMap<number, AddedToken>;
}

/**
 * Numbers added tokens as the tokenizers library does, whatever ids their file gives them: one that is in the vocabulary
 * keeps its id, the others are numbered from the vocabulary's size on.
 * @param size of the vocabulary, where it has a token twice
 */
export function numberAdded(
  tokens: readonly AddedToken[],
  vocab: ReadonlyMap<string, number>,
  size = vocab.size,
): NumberedTokens {
  const ids = new Map<string, number>();
  const byId = new Map<number, AddedToken>();
  const special = new Set(tokens.flatMap((token) => (token.special ? [token.content] : [])));
  let next = size;
  for (const token of tokens) {
    const id = ids.get(token.content) ?? vocab.get(token.content) ?? next++;
    ids.set(token.content, id);
    // Once special, always special.
    byId.set(id, { ...token, special: special.has(token.content) });
  }
  return { ids, byId };
}
