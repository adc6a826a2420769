import type { Sample } from "../contract/engine.ts";
import type { GenerationParameters } from "../contract/parameters.ts";
import type { Continued, GenerateRequest } from "../contract/request.ts";
import type { PageState } from "./state/page-state.ts";
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
  const own = (state.offer?.card.examples ?? []).map(({ text }) => text).filter((text) => text.trim() !== "");
  const choices = own.length > 0 ? own : STRINGS.defaultPrompts;
  const given = choices[Math.floor(random() * choices.length)] ?? "";
  return { ...bare, given, isDefaultPrompt: true };
}

/** The run that goes on where a sample ended, for as many new tokens as the run before was allowed. */
export function continuation(run: Run | undefined, sample: number): RunRequest | undefined {
  const ended = run?.result?.samples[sample];
  if (run?.result === undefined || ended === undefined) return undefined;
  const { given, parameters, isDefaultPrompt } = run.request;
  const used = run.result.parameters;
  const more = used.max_new_tokens ?? used.max_length;
  const { max_length: _counted, min_length: _least, ...others } = parameters;
  const next: GenerationParameters = { ...others, max_new_tokens: more, num_return_sequences: 1 };
  return { given, ...keptOf(run.request, ended), parameters: next, isDefaultPrompt };
}

/**
 * What a run goes on from: the very tokens, since the same text may be cut into others, and its last ones may not be a
 * whole character yet. The end token is left out, and so are all tokens where the text ends before a stop string.
 */
function keptOf({ kept, keptIds }: RunRequest, ended: Sample): Pick<RunRequest, "kept" | "keptIds"> {
  const { text, unfinished = 0, token_ids, finish_reason } = ended;
  const whole = kept + text.slice(0, text.length - unfinished);
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
