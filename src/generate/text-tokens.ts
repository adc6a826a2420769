import type { TextCodec } from "../contract/forward-pass.ts";
import type { Continued } from "../contract/request.ts";
import { continuedRow, NOTHING_CONTINUED } from "./continued.ts";
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

/**
 * A text from where texts begin.
 * @throws Refusal `tokenizer_mismatch` for a token that the model does not have
 */
export function readText(text: string, { codec, vocabSize, start }: Reader, continued = NOTHING_CONTINUED): TextTokens {
  const encode = (part: string) => [...start, ...codec.encode(part)];
  return { ...readRow(text, { codec, vocabSize }, continued, encode), start: start.length };
}

/**
 * A text as a run reads its prompt: what the tokenizer puts around every text, and where texts begin only where there is nothing
 * else.
 * @throws Refusal `tokenizer_mismatch` for a token that the model does not have
 */
export function readPrompt(
  text: string,
  { codec, vocabSize, start }: Reader,
  continued = NOTHING_CONTINUED,
): TextTokens {
  const { prefix = [], suffix = [] } = codec;
  let before = prefix.length;
  // What is encoded last is what the row begins with: the prompt, or all of it where the tokens are not of that text.
  const encode = (part: string) => {
    const ids = [...prefix, ...codec.encode(part), ...suffix];
    before = ids.length === 0 ? start.length : prefix.length;
    return ids.length === 0 ? start : ids;
  };
  const row = readRow(text, { codec, vocabSize }, continued, encode);
  return { ...row, start: before };
}

/** @param encode with what stands before the text */
function readRow(
  text: string,
  { codec, vocabSize }: Omit<Reader, "start">,
  continued: Continued,
  encode: (part: string) => readonly number[],
): Omit<TextTokens, "start"> {
  const { ids } = continuedRow(text, continued, codec, encode, vocabSize);
  assertKnown(ids, vocabSize);
  return { text: text + continued.text, ids };
}

/** The last tokens of a text, as many as the context has room for; nothing is known of the first one where some were left out. */
export function lastTokens(text: TextTokens, maxPositions: number): TextTokens {
  const dropped = Math.max(0, text.ids.length - maxPositions);
  return { ...text, ids: text.ids.slice(dropped), start: Math.max(0, text.start - dropped) };
}
