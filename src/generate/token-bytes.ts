import type { TextCodec } from "../contract/forward-pass.ts";
import { encodeUtf8, firstCharacter } from "./utf8.ts";

/** The bytes that each token adds to a text; nothing for special tokens and ids without a token. */
export type TokenBytes = readonly (Uint8Array | undefined)[];

const known = new WeakMap<TextCodec, TokenBytes>();

/** Made once for each tokenizer: 50,000 tokens take some 50 ms. */
export function tokenBytes(codec: TextCodec, vocabSize: number): TokenBytes {
  const before = known.get(codec);
  if (before?.length === vocabSize) return before;
  const made = Array.from({ length: vocabSize }, (_, id) => {
    const { text, bytes, special } = codec.describe(id);
    const own = bytes === undefined ? encodeUtf8(text) : Uint8Array.from(bytes);
    return special || own.length === 0 ? undefined : own;
  });
  known.set(codec, made);
  return made;
}

/** The tokens that begin with these bytes and do not end there. */
export function tokensBeyond(bytes: TokenBytes, start: Uint8Array): number[] {
  const found: number[] = [];
  bytes.forEach((own, id) => {
    if (own !== undefined && own.length > start.length && start.every((byte, i) => own[i] === byte)) found.push(id);
  });
  return found;
}

const JOINER = /^[\p{L}\p{M}\p{N}_\u2010\u2011-]/u;
/** First bytes of UTF-8 for U+2000 to U+2FFF, which has dashes and quotation marks and no letters. */
const PUNCTUATION_LEAD = 0xe2;

/** Whether these bytes would go on with a word before them. A part of a character counts as a letter. */
export function joinsWord(bytes: Uint8Array): boolean {
  const character = firstCharacter(bytes);
  return character === undefined ? bytes[0] !== PUNCTUATION_LEAD : JOINER.test(character);
}

const joiners = new WeakMap<TokenBytes, readonly number[]>();

/** The tokens that go on with a word. */
export function joiningTokens(bytes: TokenBytes): readonly number[] {
  const before = joiners.get(bytes);
  if (before !== undefined) return before;
  const made = bytes.flatMap((own, id) => (own !== undefined && joinsWord(own) ? [id] : []));
  joiners.set(bytes, made);
  return made;
}
