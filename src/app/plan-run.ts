import type { Sample } from "../contract/generate-result.ts";
import type { GenerationParameters } from "../contract/parameters.ts";
import type { Continued, GenerateRequest } from "../contract/request.ts";
import type { ResolvedParameters } from "../contract/resolved-parameters.ts";
import type { PageState } from "./state/page.ts";
import { cardOf } from "./state/page-state.ts";
import { type ContinuedText, isContinuation, NOTHING_CONTINUED, type Run, type RunRequest } from "./state/run.ts";

/** Stand in for a model's own examples when its card has none. In English, as are most models. */
const DEFAULT_PROMPTS = ["Once upon a time", "In my opinion,", "The most important thing is"];

/** The run that Generate starts: the typed prompt, or one of the model's own when the box is empty. */
export function plannedRun(state: PageState, random: () => number): RunRequest {
  const { prompt, parameters, continued } = state;
  if (continued !== undefined && prompt === continued.prompt + continued.text) {
    const { prompt: before, ...earlier } = continued;
    return { prompt: before, continued: earlier, parameters, isDefaultPrompt: false };
  }
  const bare = { continued: NOTHING_CONTINUED, parameters };
  if (prompt.trim() !== "") return { ...bare, prompt, isDefaultPrompt: false };
  const own = (cardOf(state)?.examples ?? []).map(({ text }) => text).filter((text) => text.trim() !== "");
  const choices = own.length > 0 ? own : DEFAULT_PROMPTS;
  return { ...bare, prompt: choices[Math.floor(random() * choices.length)] ?? "", isDefaultPrompt: true };
}

/** Tokens that a text which had ended gets at least when it is continued: enough to be on the way to another sentence. */
const ANOTHER_SENTENCE = 5;

/**
 * The run that goes on where a sample ended, for as many new tokens as the run before was allowed. Where the model had
 * ended the text, it may not do so at once again.
 */
export function continuation(run: Run | undefined, sample: number): RunRequest | undefined {
  const ended = run?.result?.samples[sample];
  if (run?.result === undefined || ended === undefined) return undefined;
  const { prompt, parameters, isDefaultPrompt } = run.request;
  const used = run.result.parameters;
  const more = used.max_new_tokens ?? used.max_length;
  const least = Math.max(Math.min(ANOTHER_SENTENCE, more), parameters.min_new_tokens ?? 0);
  const step: GenerationParameters = {
    max_new_tokens: more,
    num_return_sequences: 1,
    ...(ended.finish_reason === "eos" && { min_new_tokens: least }),
  };
  const continued = writtenBy(run.request, ended, used);
  return { prompt, continued, step, parameters: forStep(parameters, step), isDefaultPrompt };
}

/** The parameters of a further step: lengths that count from the text's beginning have no part in it. */
export function forStep(parameters: GenerationParameters, step: GenerationParameters): GenerationParameters {
  const { max_length: _counted, min_length: _least, ...others } = parameters;
  return { ...others, ...step };
}

type Repeatable = Pick<PageState, "run" | "shared" | "continued" | "parameters">;

/** The last step that is to be seen once more, as the form is by now: a run's, or what a link or the history brought. */
export function repeatedStep({ run, shared, continued, parameters }: Repeatable): RunRequest | undefined {
  if (run !== undefined) {
    const { step } = run.request;
    return { ...run.request, parameters: step === undefined ? parameters : forStep(parameters, step) };
  }
  if (shared === undefined) return undefined;
  const { prompt } = shared;
  const isContinued = continued !== undefined && prompt === continued.prompt + continued.text;
  const { prompt: before, ...earlier } = isContinued ? continued : { prompt, ...NOTHING_CONTINUED };
  return { prompt: before, continued: earlier, parameters, isDefaultPrompt: false };
}

/**
 * What a run goes on from: the very tokens, since the same text may be cut into others, and its last ones may not be a
 * whole character yet. The end token is left out. A text that ends before a stop string goes on behind it, where it is known
 * which one that was, and as a text: the model would write it again at once.
 */
export function writtenBy(
  { continued }: RunRequest,
  ended: Sample,
  { stop_strings }: Pick<ResolvedParameters, "stop_strings">,
): ContinuedText {
  const { text, unfinished = 0, token_ids, finish_reason } = ended;
  const [stop = "", ...otherStops] = finish_reason === "stop_string" ? stop_strings : [];
  const whole = continued.text + text.slice(0, text.length - unfinished) + (otherStops.length === 0 ? stop : "");
  const isTextAlone = continued.text !== "" && continued.ids.length === 0;
  if (finish_reason === "stop_string" || isTextAlone) return { text: whole, ids: [] };
  return { text: whole, ids: [...continued.ids, ...(finish_reason === "eos" ? token_ids.slice(0, -1) : token_ids)] };
}

/** What the engine is asked for. */
export function requestOf(request: RunRequest): GenerateRequest {
  return { prompt: request.prompt, parameters: request.parameters, ...continuedOf(request) };
}

/** What a run continues, for whoever runs it again. */
export function continuedOf(request: RunRequest): { continued?: Continued } {
  if (!isContinuation(request)) return {};
  return { continued: { text: request.continued.text, ids: [...request.continued.ids] } };
}

export function freshSeed(random: () => number): number {
  return Math.floor(random() * 2 ** 32);
}
