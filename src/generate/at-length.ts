import type { LogitsProcessor } from "./processors.ts";

/** Changes the scores of the one token that follows so many: of the first new one, where these are the prompt's. */
export function atLength(length: number, change: (scores: Float32Array) => void): LogitsProcessor {
  return (scores, ids) => {
    if (ids.length === length) change(scores);
  };
}
