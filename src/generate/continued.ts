import type { TextCodec } from "../contract/forward-pass.ts";
import type { Continued } from "../contract/request.ts";
import { type UnfinishedTokens, unfinishedCharacters, unfinishedTokens } from "./text-state.ts";

/** Tokens to go on from, and how far their text is decided. */
export interface ContinuedRow {
  readonly ids: readonly number[];
  readonly begun: UnfinishedTokens;
}

/**
 * A prompt with what an earlier run wrote after it. The very tokens are taken where they stand for that text by this
 * tokenizer: a text may be cut into tokens in many ways, and the last of them may end within a character. Else the text is.
 * @param encode with what every prompt begins with
 * @param vocabSize of the model, which may be another than the one that wrote the tokens
 */
export function continuedRow(
  prompt: string,
  { text, ids }: Continued,
  codec: TextCodec,
  encode: (text: string) => readonly number[],
  vocabSize: number,
): ContinuedRow {
  const begun = unfinishedTokens(ids, codec);
  const decoded = codec.decode(ids);
  const decided = decoded.slice(0, decoded.length - unfinishedCharacters(begun, codec));
  const isOurs = decided === text && ids.length > 0 && ids.every((id) => id < vocabSize);
  if (isOurs) return { ids: [...encode(prompt), ...ids], begun };
  return { ids: encode(prompt + text), begun: { window: [], taken: 0 } };
}
