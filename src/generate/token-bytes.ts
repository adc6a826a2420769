import type { TextCodec } from "../contract/forward-pass.ts";
import { encodeUtf8, firstCharacter } from "./utf8.ts";

/**
 * The bytes that each token adds to a text; nothing for special tokens and ids without a token. They lie in one array: one for
 * each of 50,000 tokens would take ten megabytes.
 */
export class TokenBytes {
  /** Of the vocabulary. */
  readonly size: number;
  #bytes = new Uint8Array(65_536);
  /** Where each token's bytes end; they begin where those of the token before it end. */
  readonly #ends: Uint32Array;

  constructor(codec: TextCodec, vocabSize: number) {
    this.size = vocabSize;
    this.#ends = new Uint32Array(vocabSize);
    let end = 0;
    for (let id = 0; id < vocabSize; id++) {
      const { text, bytes, special } = codec.describe(id);
      if (!special) end = this.#put(bytes ?? encodeUtf8(text), end);
      this.#ends[id] = end;
    }
    this.#bytes = this.#bytes.slice(0, end);
  }

  of(id: number): Uint8Array | undefined {
    const [start, end] = [this.#start(id), this.#ends[id] ?? 0];
    return start < end ? this.#bytes.subarray(start, end) : undefined;
  }

  /** The tokens that begin with these bytes and do not end there. */
  beyond(start: Uint8Array): number[] {
    const found: number[] = [];
    for (let id = 0; id < this.size; id++) {
      const from = this.#start(id);
      if ((this.#ends[id] ?? 0) - from > start.length && this.#isAt(from, start)) found.push(id);
    }
    return found;
  }

  #start(id: number): number {
    return id === 0 ? 0 : (this.#ends[id - 1] ?? 0);
  }

  #isAt(from: number, bytes: Uint8Array): boolean {
    for (let i = 0; i < bytes.length; i++) if (this.#bytes[from + i] !== bytes[i]) return false;
    return true;
  }

  #put(bytes: ArrayLike<number>, at: number): number {
    const end = at + bytes.length;
    if (end > this.#bytes.length) {
      const larger = new Uint8Array(2 * end);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes.set(bytes, at);
    return end;
  }
}

const known = new WeakMap<TextCodec, TokenBytes>();

/** Made once for each tokenizer: 50,000 tokens take some 50 ms. */
export function tokenBytes(codec: TextCodec, vocabSize: number): TokenBytes {
  const before = known.get(codec);
  if (before?.size === vocabSize) return before;
  const made = new TokenBytes(codec, vocabSize);
  known.set(codec, made);
  return made;
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
  const made: number[] = [];
  for (let id = 0; id < bytes.size; id++) {
    const own = bytes.of(id);
    if (own !== undefined && joinsWord(own)) made.push(id);
  }
  joiners.set(bytes, made);
  return made;
}
