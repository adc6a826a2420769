import { makeNote, type Note } from "../contract/outcome.ts";
import type { TextCodec } from "../contract/forward-pass.ts";

/** Letters of both cases, digits and single spaces: what a tokenizer must give back as it is, so that ends can be matched. */
const PLAIN = "The 2 ends of A word";

/** Why `token_healing` has no effect with a tokenizer; nothing where it has. */
export function whyUnhealed(codec: TextCodec): Note | undefined {
  if ((codec.suffix ?? []).length > 0) return makeNote("unhealed_suffix", {});
  const isPlain = codec.decode(codec.encode(PLAIN)) === PLAIN;
  return isPlain ? undefined : makeNote("unhealed_text", {});
}
