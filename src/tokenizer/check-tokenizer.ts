import { refuseOver, refuseTokenizer } from "../contract/refuse-file.ts";
import { mergedToken, pairOf } from "./bpe.ts";
import { TOKENIZER_LIMITS } from "./limits.ts";
import { vocabularySize } from "./make-tokenize.ts";
import { numberAdded } from "./number-added.ts";
import type { TokenizerFile } from "./schema.ts";
import type { BpeModel, Model } from "./schema/model.ts";

/** @throws Refusal for a vocabulary, merges or added tokens that do not fit together */
export function checkFile(file: TokenizerFile, path: string): TokenizerFile {
  const { model, added_tokens } = file;
  if (added_tokens.length > TOKENIZER_LIMITS.addedTokens)
    throw refuseOver(path, "added_tokens", { count: added_tokens.length, most: TOKENIZER_LIMITS.addedTokens });
  for (const { content } of added_tokens) {
    if (content.length > TOKENIZER_LIMITS.addedTokenCharacters)
      throw refuseOver(path, "added_token", {
        characters: content.length,
        most: TOKENIZER_LIMITS.addedTokenCharacters,
      });
  }
  if (model.vocab.size === 0 && added_tokens.length === 0) throw refuseTokenizer(path, "no_vocabulary", {});
  if (new Set(model.vocab.values()).size !== model.vocab.size) throw refuseTokenizer(path, "same_id", {});
  checkModel(model, path);
  const { ids } = numberAdded(added_tokens, model.vocab, vocabularySize(model));
  for (const token of added_tokens) checkDeclaredId(token, ids, model.vocab, path);
  return file;
}

function checkModel(model: Model, path: string): void {
  if (model.type === "BPE") checkMerges(model, path);
  if (model.type === "Unigram" && model.unk_id !== null && !(model.unk_id >= 0 && model.unk_id < model.scored.length))
    throw refuseTokenizer(path, "unk_id", { id: `${model.unk_id}`, tokens: model.scored.length });
  if (model.type === "WordPiece" || model.type === "Unigram") checkLengths(model, path);
}

/** @throws Refusal for tokens that would take too long to look for, or too much memory */
function checkLengths({ vocab }: Model, path: string): void {
  let total = 0;
  for (const { length } of vocab.keys()) {
    total += length;
    if (length > TOKENIZER_LIMITS.tokenCharacters)
      throw refuseOver(path, "token_length", { characters: length, most: TOKENIZER_LIMITS.tokenCharacters });
  }
  if (total > TOKENIZER_LIMITS.allCharacters)
    throw refuseOver(path, "token_lengths", { characters: total, most: TOKENIZER_LIMITS.allCharacters });
}

function checkMerges(model: BpeModel, path: string): void {
  for (const merge of model.merges) {
    const [left, right] = pairOf(merge) ?? [];
    const made = left !== undefined && right !== undefined && mergedToken(left, right, model.continuing_subword_prefix);
    const known = made && model.vocab.has(made) && model.vocab.has(left) && model.vocab.has(right);
    if (!known) throw refuseTokenizer(path, "merge", { merge: [merge].flat().join(" ") });
  }
}

/** An added token may have another id than its file says, but not that of another token. */
export function checkDeclaredId(
  { id, content }: { readonly id: number; readonly content: string },
  ids: ReadonlyMap<string, number>,
  vocab: ReadonlyMap<string, number>,
  path: string,
): void {
  if (ids.get(content) === id) return;
  for (const [other, taken] of vocab) {
    if (taken !== id || other === content) continue;
    throw refuseTokenizer(path, "id_taken", { id: `${id}`, other, token: content });
  }
}
