import type { TextCodec } from "../contract/forward-pass.ts";

/**
 * The tokens before a text that is scored: those that the tokenizer puts before every text, else the model's beginning
 * token; none where the model names none.
 */
export function startTokens({ prefix = [] }: TextCodec, bos: number | null | undefined): readonly number[] {
  if (prefix.length > 0) return prefix;
  return bos === null || bos === undefined ? [] : [bos];
}
