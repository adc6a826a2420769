import type { Sample } from "../contract/generate-result.ts";
import { type GenerationParameters, resolveParameters } from "../contract/parameters.ts";
import type { ScoreRequest } from "../contract/score-request.ts";
import type { PromptToken, TokenAlternative } from "../contract/token-detail.ts";
import { forStep, repeatedStep, writtenBy } from "./plan-run.ts";
import type { PageState, SharedOutput } from "./state/page.ts";
import type { Run, RunRequest } from "./state/run.ts";

/** Alternatives that are listed at each token. */
const LISTED = 10;

/** A text that was written, with what a run needs to go on from one of its tokens. */
export interface WrittenText {
  readonly prompt: string;
  /** What was written behind it, with its tokens where they are known. */
  readonly continued: { readonly text: string; readonly ids: readonly number[] };
  readonly isDefaultPrompt: boolean;
  /** As the next run takes them, the seed among them. */
  readonly parameters: GenerationParameters;
  /** New tokens that the next run may write. */
  readonly most: number;
}

/** A text of a run that has ended. */
export function textOfRun({ request, result }: Run, sample: Sample): WrittenText | undefined {
  if (result === undefined) return undefined;
  const written = writtenBy(request, sample, result.parameters);
  // The end token counts as a choice, too.
  const end = sample.finish_reason === "eos" && written.ids.length > 0 ? sample.token_ids.slice(-1) : [];
  const { max_new_tokens, max_length, seed } = result.parameters;
  return {
    prompt: request.prompt,
    continued: { text: written.text, ids: [...written.ids, ...end] },
    isDefaultPrompt: request.isDefaultPrompt,
    parameters: { ...request.parameters, seed },
    most: max_new_tokens ?? max_length,
  };
}

/** The texts that a link or the history brought. @param defaults of the model that is loaded */
export function broughtTexts(
  shared: SharedOutput,
  continued: PageState["continued"],
  defaults: GenerationParameters,
): WrittenText[] {
  const { parameters } = shared;
  const step = repeatedStep({ shared, parameters, ...(continued && { continued }) });
  if (step === undefined) return [];
  const { max_new_tokens, max_length } = resolveParameters(parameters, defaults, 0);
  return shared.texts.map((text) => ({
    prompt: step.prompt,
    // The tokens of what was brought are not known: they may have been cut in another way.
    continued: { text: step.continued.text + text, ids: [] },
    isDefaultPrompt: false,
    parameters,
    most: max_new_tokens ?? max_length,
  }));
}

/** The question how likely each token of a text was, after its prompt. */
export function scoreOf({ prompt, continued }: WrittenText): ScoreRequest {
  return { text: prompt, continued: { ...continued, ids: [...continued.ids] }, top_logprobs: LISTED, as_prompt: true };
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
 * The run that goes on behind another token in the place of one that was written: with the same seed, so that the same choice
 * gives the same text each time.
 * @param tokens of prompt and text, as they were scored
 * @param place of the token, in that list
 */
export function chooseToken(
  { prompt, continued, parameters, most, isDefaultPrompt }: WrittenText,
  tokens: readonly PromptToken[],
  place: number,
  choice: TokenAlternative,
): RunRequest | undefined {
  const token = tokens[place];
  if (token === undefined) return undefined;
  const kept = tokens.slice(countPromptTokens(tokens, prompt.length), place);
  const before = continued.text.slice(0, Math.max(0, token.offset - prompt.length));
  const step = { max_new_tokens: most, num_return_sequences: 1 };
  return {
    prompt,
    continued: {
      text: before + addedBy(kept, token, choice, prompt.length),
      ids: [...kept, choice].map(({ id }) => id),
    },
    step,
    parameters: forStep(parameters, step),
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
