import type { TextCodec } from "../contract/forward-pass.ts";
import type { Continued } from "../contract/request.ts";
import { continuedRow } from "./continued.ts";
import { assertKnown } from "./prepare.ts";

/** A text as a model reads it. */
export interface TextTokens {
  readonly text: string;
  /** What stands before the text, then its own tokens. */
  readonly ids: readonly number[];
  /** How many of them stand before it. */
  readonly start: number;
}

/** What {@link readText} and {@link readPrompt} need of a model. */
interface Reader {
  readonly codec: TextCodec;
  readonly vocabSize: number;
  /** Tokens where texts begin; see `startTokens`. */
  readonly start: readonly number[];
}

const NOTHING: Continued = { text: "", ids: [] };

/**
 * A text from where texts begin.
 * @throws Refusal `tokenizer_mismatch` for a token that the model does not have
 */
export function readText(text: string, { codec, vocabSize, start }: Reader, continued = NOTHING): TextTokens {
  const encode = (part: string) => [...start, ...codec.encode(part)];
  const { ids } = continuedRow(text, continued, codec, encode, vocabSize);
  assertKnown(ids, vocabSize);
  return { text: text + continued.text, ids, start: start.length };
}

/**
 * A text as a run reads its prompt: what the tokenizer puts around every text, and where texts begin only where there is nothing
 * else.
 * @throws Refusal `tokenizer_mismatch` for a token that the model does not have
 */
export function readPrompt(text: string, { codec, vocabSize, start }: Reader, continued = NOTHING): TextTokens {
  const { prefix = [], suffix = [] } = codec;
  const encode = (part: string) => {
    const ids = [...prefix, ...codec.encode(part), ...suffix];
    return ids.length === 0 ? start : ids;
  };
  const { ids } = continuedRow(text, continued, codec, encode, vocabSize);
  assertKnown(ids, vocabSize);
  const isEmpty = prefix.length + suffix.length === 0 && text === "";
  return { text: text + continued.text, ids, start: isEmpty ? start.length : prefix.length };
}
