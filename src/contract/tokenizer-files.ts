/** Files that hold a tokenizer's vocabulary, under the names that libraries give them. */
const VOCABULARY =
  /^(?:vocab\.(?:json|txt|bpe)|encoder\.json|merges\.txt|tokenizer\.pkl|meta\.pkl)$|\.model$|-(?:vocab\.json|merges\.txt)$|(?:^|\.)tokenizer\.json$/;
const SETTINGS = /^(?:tokenizer_config|special_tokens_map|added_tokens)\.json$/;

/** Whether a file of this name holds a vocabulary, or a part of one. */
export function holdsVocabulary(name: string): boolean {
  return VOCABULARY.test(name);
}

/** Whether a file of this name belongs to a tokenizer. */
export function isTokenizerFile(name: string): boolean {
  return VOCABULARY.test(name) || SETTINGS.test(name);
}
