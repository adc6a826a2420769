import type { PromptToken, Sample, TokenAlternative } from "../contract/engine.ts";
import type { ScoreRequest } from "../contract/score-request.ts";
import { forStep, writtenBy } from "./plan-run.ts";
import type { Run, RunRequest } from "./state/run.ts";

/** Alternatives that are listed at each token. */
const LISTED = 10;

/** The question how likely each token of a written text was: after its prompt, with the tokens that were written. */
export function scoreOf({ request, result }: Run, sample: Sample): ScoreRequest | undefined {
  if (result === undefined) return undefined;
  const written = writtenBy(request, sample, result.parameters);
  // The end token counts as a choice, too.
  const end = sample.finish_reason === "eos" && written.ids.length > 0 ? sample.token_ids.slice(-1) : [];
  const continued = { text: written.text, ids: [...written.ids, ...end] };
  return { text: request.prompt, continued, top_logprobs: LISTED, as_prompt: true };
}

/** How many of a text's tokens are the prompt's alone. @param length of the prompt */
export function countPromptTokens(tokens: readonly PromptToken[], length: number): number {
  const first = tokens.findIndex((token, i) => {
    const end = tokens[i + 1]?.offset ?? token.offset + Math.max(1, token.text.length);
    return token.special ? token.offset >= length : end > length;
  });
  return first < 0 ? tokens.length : first;
}

/**
 * The run that goes on behind another token in the place of one that was written: with the seed of that run, so that the same
 * choice gives the same text each time.
 * @param tokens of prompt and text, as they were scored
 * @param place of the token, in that list
 */
export function chooseToken(
  { request, result }: Run,
  text: string,
  tokens: readonly PromptToken[],
  place: number,
  choice: TokenAlternative,
): RunRequest | undefined {
  const token = tokens[place];
  if (result === undefined || token === undefined) return undefined;
  const { max_new_tokens, max_length, seed } = result.parameters;
  const { prompt, parameters, isDefaultPrompt } = request;
  const kept = tokens.slice(countPromptTokens(tokens, prompt.length), place);
  const step = { max_new_tokens: max_new_tokens ?? max_length, num_return_sequences: 1 };
  return {
    prompt,
    continued: {
      text:
        text.slice(prompt.length, Math.max(prompt.length, token.offset)) + addedBy(kept, token, choice, prompt.length),
      ids: [...kept, choice].map(({ id }) => id),
    },
    step,
    parameters: { ...forStep(parameters, step), seed },
    isDefaultPrompt,
  };
}

/** What a choice adds to the text before the token in whose place it comes: whole characters alone. */
function addedBy(
  kept: readonly PromptToken[],
  { offset }: PromptToken,
  choice: TokenAlternative,
  promptLength: number,
): string {
  const begun = kept.filter((token) => token.offset === offset && !token.special).flatMap(({ bytes = [] }) => bytes);
  const own = choice.bytes ?? [...new TextEncoder().encode(choice.special ? "" : choice.text)];
  const added = new TextDecoder().decode(Uint8Array.from([...begun, ...own]), { stream: true });
  // A token that holds the prompt's end as well adds what is behind it.
  return added.slice(Math.max(0, promptLength - offset));
}
