import type { TokenForm } from "../contract/forward-pass.ts";
import type { PromptToken, TokenAlternative, TokenDetail } from "../contract/token-detail.ts";

/** OpenAI's parallel lists, one entry a token; of the first token of an echoed prompt nothing is known. */
export interface Logprobs {
  readonly tokens: readonly string[];
  readonly token_logprobs: readonly (number | null)[];
  readonly top_logprobs: readonly (Record<string, number> | null)[];
  /** Where each token begins in the answer's text, in UTF-16 units. */
  readonly text_offset: readonly number[];
}

/** Where the tokens' text stands in the answer. */
interface Place {
  /** Characters before it. */
  readonly begin: number;
  /** Its characters: a token that was left out of it, as of a stop string, stands at its end. */
  readonly length: number;
}

/** @param alternatives most of them for each token; the drawn token is always among them, as one more where need be */
export function logprobsOf(
  details: readonly (TokenDetail | PromptToken)[],
  alternatives: number,
  { begin, length }: Place,
): Logprobs {
  return {
    tokens: details.map(nameOf),
    token_logprobs: details.map(({ logprob }) => logprob),
    top_logprobs: details.map(({ logprob, ...drawn }) =>
      logprob === null ? null : byName(drawn.top.slice(0, alternatives), { ...drawn, logprob }),
    ),
    // A token that holds the prompt's end as well begins there, which is before an answer without the prompt.
    text_offset: details.map(({ offset }) => Math.max(0, begin + Math.min(offset, length))),
  };
}

/** The lists of an echoed prompt and of the text after it as one. */
export function joinLogprobs(one: Logprobs, other: Logprobs): Logprobs {
  return {
    tokens: [...one.tokens, ...other.tokens],
    token_logprobs: [...one.token_logprobs, ...other.token_logprobs],
    top_logprobs: [...one.top_logprobs, ...other.top_logprobs],
    text_offset: [...one.text_offset, ...other.text_offset],
  };
}

/**
 * A token's name in the lists: what it adds to the text, which is nothing for a special token, and bytes that are no whole
 * characters as OpenAI writes them, `bytes:\xf0\x9f`.
 */
function nameOf({ text, bytes, special }: TokenForm): string {
  if (bytes !== undefined) return `bytes:${bytes.map((byte) => `\\x${byte.toString(16).padStart(2, "0")}`).join("")}`;
  return special ? "" : text;
}

/** Different tokens stay apart, also where their names are the same; the drawn one has its name in any case. */
function byName(alternatives: readonly TokenAlternative[], drawn: TokenAlternative): Record<string, number> {
  const names = new Map([[nameOf(drawn), drawn.id]]);
  const entries = [...alternatives, drawn].map(({ id, logprob, ...form }): [string, number] => {
    const name = [nameOf(form), form.text].find((free) => (names.get(free) ?? id) === id) ?? `token_id:${id}`;
    names.set(name, id);
    return [name, logprob];
  });
  return Object.fromEntries(entries);
}
