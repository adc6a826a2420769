import { makeBpe } from "./bpe.ts";
import type { Model } from "./schema/model.ts";
import { type Tokenize, unknownOf } from "./tokenize.ts";
import { makeUnigram } from "./unigram.ts";
import { makeWordPiece } from "./word-piece.ts";

/** The model of a tokenizer: how a word becomes ids. */
export function makeTokenize(model: Model): Tokenize {
  switch (model.type) {
    case "BPE":
      return makeBpe(model);
    case "WordPiece":
      return makeWordPiece(model);
    case "WordLevel":
      return (word) => [model.vocab.get(word) ?? unknownOf(model.unk_token, model.vocab)];
    case "Unigram":
      return makeUnigram(model);
  }
}

/** Every id with its token. */
export function* tokensOf(model: Model): Generator<readonly [number, string]> {
  if (model.type === "Unigram") for (const [id, [token]] of model.scored.entries()) yield [id, token];
  else for (const [token, id] of model.vocab) yield [id, token];
}

/** Tokens of the vocabulary; added ones are numbered from here on. */
export function vocabularySize(model: Model): number {
  return model.type === "Unigram" ? model.scored.length : model.vocab.size;
}
