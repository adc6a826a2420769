import type { TextCodec } from "../contract/forward-pass.ts";
import type { Continued } from "../contract/request.ts";
import { type UnfinishedTokens, unfinishedCharacters, unfinishedTokens } from "./text-state.ts";

/** Nothing was written after the prompt. */
export const NOTHING_CONTINUED: Continued = { text: "", ids: [] };

/** Tokens to go on from, and how far their text is decided. */
interface ContinuedRow {
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
  const start = encode(prompt);
  // Where texts depend on what stands before them, the prompt's tokens are decoded with the new ones.
  const before = codec.contextual ? start : [];
  const begun = unfinishedTokens([...before, ...ids], codec);
  const decoded = codec.decode([...before, ...ids]);
  const decided = decoded.slice(codec.decode(before).length, decoded.length - unfinishedCharacters(begun, codec));
  const isKnown = ids.length > 0 && ids.every((id) => id < vocabSize);
  if (isKnown && decided === text) return { ids: [...start, ...ids], begun };
  const healed = isKnown ? afterHealing(start, ids, text, codec) : undefined;
  if (healed !== undefined) return healed;
  const whole = encode(prompt + text);
  return { ids: whole, begun: codec.contextual ? unfinishedTokens(whole, codec) : { window: [], taken: 0 } };
}

/** Tokens of a prompt's end that an earlier run may have written anew (`token_healing`). */
const LONGEST_END = 16;

/** The row where the first of these tokens took the place of the prompt's last ones, or of its white space. */
function afterHealing(
  start: readonly number[],
  ids: readonly number[],
  text: string,
  codec: TextCodec,
): ContinuedRow | undefined {
  const prompt = codec.decode(start);
  // White space that the model does not write there was passed for a space.
  const wholes = [prompt + text, `${prompt.trimEnd()} ${text}`];
  for (let dropped = 0; dropped <= Math.min(LONGEST_END, start.length); dropped++) {
    const row = [...start.slice(0, start.length - dropped), ...ids];
    const begun = unfinishedTokens(codec.contextual ? row : ids, codec);
    const decoded = codec.decode(row);
    const decided = decoded.slice(0, decoded.length - unfinishedCharacters(begun, codec));
    if (wholes.includes(decided)) return { ids: row, begun };
  }
  return undefined;
}
