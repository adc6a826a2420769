import type { GenerationParameters } from "../contract/parameters.ts";
import type { PageState } from "./state/page-state.ts";
import type { Run, RunRequest } from "./state/run.ts";
import { STRINGS } from "./strings.ts";

/** The run that Generate starts: the typed prompt, or one of the model's own when the box is empty. */
export function plannedRun(state: PageState, random: () => number): RunRequest {
  const { prompt, parameters } = state;
  if (prompt.trim() !== "") return { given: prompt, kept: "", parameters, isDefaultPrompt: false };
  const own = (state.offer?.card.examples ?? []).map(({ text }) => text).filter((text) => text.trim() !== "");
  const choices = own.length > 0 ? own : STRINGS.defaultPrompts;
  const given = choices[Math.floor(random() * choices.length)] ?? "";
  return { given, kept: "", parameters, isDefaultPrompt: true };
}

/** The run that goes on where a sample ended, for as many new tokens as the run before was allowed. */
export function continuation(run: Run | undefined, sample: number): RunRequest | undefined {
  const text = run?.samples[sample]?.text;
  if (run?.result === undefined || text === undefined) return undefined;
  const { given, kept, parameters, isDefaultPrompt } = run.request;
  const used = run.result.parameters;
  const more = used.max_new_tokens ?? used.max_length;
  const { max_length: _counted, min_length: _least, ...others } = parameters;
  const next: GenerationParameters = { ...others, max_new_tokens: more, num_return_sequences: 1 };
  return { given, kept: kept + text, parameters: next, isDefaultPrompt };
}

export function freshSeed(random: () => number): number {
  return Math.floor(random() * 2 ** 32);
}
