import type { Tokenize } from "./tokenize.ts";

/** Words kept with their ids; texts repeat them. */
const CACHED_WORDS = 10_000;
const CACHED_LENGTH = 256;

/** Keeps what short words were cut into. */
export function keepShort(tokenize: Tokenize): Tokenize {
  const cache = new Map<string, readonly number[]>();
  return (word) => {
    const known = cache.get(word);
    if (known) return known;
    const ids = tokenize(word);
    if (cache.size >= CACHED_WORDS) cache.clear();
    if (word.length <= CACHED_LENGTH) cache.set(word, ids);
    return ids;
  };
}
