import type { TokenDetail } from "../../contract/engine.ts";

/** OpenAI's parallel lists, one entry a token. */
export interface Logprobs {
  readonly tokens: readonly string[];
  readonly token_logprobs: readonly number[];
  readonly top_logprobs: readonly Record<string, number>[];
  /** Where each token begins in the answer's text, in UTF-16 units. */
  readonly text_offset: readonly number[];
}

/** @param offset length of the text before the first token */
export function logprobsOf(details: readonly TokenDetail[], alternatives: number, offset: number): Logprobs {
  let at = offset;
  const text_offset = details.map(({ text }) => {
    const start = at;
    at += text.length;
    return start;
  });
  return {
    tokens: details.map(({ text }) => text),
    token_logprobs: details.map(({ logprob }) => logprob),
    // The drawn token is always among them, so that there are up to one more than were asked for.
    top_logprobs: details.map((drawn) =>
      Object.fromEntries([...drawn.top.slice(0, alternatives), drawn].map((one) => [one.text, one.logprob])),
    ),
    text_offset,
  };
}
