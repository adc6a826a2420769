import type { Sample } from "../contract/engine.ts";
import type { GenerationParameters } from "../contract/parameters.ts";
import type { Continued, GenerateRequest } from "../contract/request.ts";
import type { ResolvedParameters } from "../contract/resolved-parameters.ts";
import { cardOf, type PageState } from "./state/page-state.ts";
import { isContinuation, type Run, type RunRequest } from "./state/run.ts";
import { STRINGS } from "./strings.ts";

/** The run that Generate starts: the typed prompt, or one of the model's own when the box is empty. */
export function plannedRun(state: PageState, random: () => number): RunRequest {
  const { prompt, parameters, continued } = state;
  const bare = { kept: "", keptIds: [], parameters };
  if (continued !== undefined && prompt === continued.given + continued.text) {
    const { given, text, ids } = continued;
    return { given, kept: text, keptIds: ids, parameters, isDefaultPrompt: false };
  }
  if (prompt.trim() !== "") return { ...bare, given: prompt, isDefaultPrompt: false };
  const own = (cardOf(state)?.examples ?? []).map(({ text }) => text).filter((text) => text.trim() !== "");
  const choices = own.length > 0 ? own : STRINGS.defaultPrompts;
  const given = choices[Math.floor(random() * choices.length)] ?? "";
  return { ...bare, given, isDefaultPrompt: true };
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
  const { given, parameters, isDefaultPrompt } = run.request;
  const used = run.result.parameters;
  const more = used.max_new_tokens ?? used.max_length;
  const least = Math.max(Math.min(ANOTHER_SENTENCE, more), parameters.min_new_tokens ?? 0);
  const step: GenerationParameters = {
    max_new_tokens: more,
    num_return_sequences: 1,
    ...(ended.finish_reason === "eos" && { min_new_tokens: least }),
  };
  return { given, ...keptOf(run.request, ended, used), step, parameters: forStep(parameters, step), isDefaultPrompt };
}

/** The parameters of a further step: lengths that count from the text's beginning have no part in it. */
function forStep(parameters: GenerationParameters, step: GenerationParameters): GenerationParameters {
  const { max_length: _counted, min_length: _least, ...others } = parameters;
  return { ...others, ...step };
}

/** The last step that is to be seen once more, as the form is by now: a run's, or what a link or the history brought. */
export function repeatedStep({ run, shared, continued, parameters }: PageState): RunRequest | undefined {
  if (run !== undefined) {
    const { step } = run.request;
    return { ...run.request, parameters: step === undefined ? parameters : forStep(parameters, step) };
  }
  if (shared === undefined) return undefined;
  const { prompt } = shared;
  const isContinued = continued !== undefined && prompt === continued.given + continued.text;
  const { given, text, ids } = isContinued ? continued : { given: prompt, text: "", ids: [] };
  return { given, kept: text, keptIds: ids, parameters, isDefaultPrompt: false };
}

/**
 * What a run goes on from: the very tokens, since the same text may be cut into others, and its last ones may not be a
 * whole character yet. The end token is left out. A text that ends before a stop string goes on behind it, where it is known
 * which one that was, and as a text: the model would write it again at once.
 */
function keptOf(
  { kept, keptIds }: RunRequest,
  ended: Sample,
  { stop_strings }: Pick<ResolvedParameters, "stop_strings">,
): Pick<RunRequest, "kept" | "keptIds"> {
  const { text, unfinished = 0, token_ids, finish_reason } = ended;
  const [stop = "", ...otherStops] = finish_reason === "stop_string" ? stop_strings : [];
  const whole = kept + text.slice(0, text.length - unfinished) + (otherStops.length === 0 ? stop : "");
  if (finish_reason === "stop_string" || (kept !== "" && keptIds.length === 0)) return { kept: whole, keptIds: [] };
  return { kept: whole, keptIds: [...keptIds, ...(finish_reason === "eos" ? token_ids.slice(0, -1) : token_ids)] };
}

/** What the engine is asked for. */
export function requestOf(request: RunRequest): GenerateRequest {
  return { prompt: request.given, parameters: request.parameters, ...continuedOf(request) };
}

/** What a run continues, for whoever runs it again. */
export function continuedOf(request: RunRequest): { continued?: Continued } {
  if (!isContinuation(request)) return {};
  return { continued: { text: request.kept, ids: [...request.keptIds] } };
}

export function freshSeed(random: () => number): number {
  return Math.floor(random() * 2 ** 32);
}
