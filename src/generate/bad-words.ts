import type { TextCodec } from "../contract/forward-pass.ts";

/** Token ids of each word, as it is written at the start of a text and after a space. */
export function badWordIds(words: readonly string[], codec: TextCodec): number[][] {
  const rows = words.flatMap((word) => [codec.encode(word), codec.encode(` ${word.trimStart()}`)]);
  return rows.filter((ids) => ids.length > 0);
}
