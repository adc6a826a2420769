import type { TextCodec } from "../contract/forward-pass.ts";
import type { GenerationParameters } from "../contract/parameters.ts";
import { startTokens } from "./start-tokens.ts";

/** Tokens that texts begin and end with, as a model was trained: none before, or no end, where it has none. */
export function textFrame(
  codec: TextCodec,
  { bos_token_id, eos_token_id }: GenerationParameters,
): { readonly start: readonly number[]; readonly end: number | undefined } {
  return { start: startTokens(codec, bos_token_id), end: [eos_token_id].flat()[0] };
}
