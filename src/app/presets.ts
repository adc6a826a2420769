import type { GenerationParameters } from "../contract/parameters.ts";
import type { LateWords } from "./words/en-late.ts";

/** Sets of parameters with one click. The tutorial's are those of the course that this page replaces. */
export const PRESETS: Record<keyof LateWords["presetNames"], GenerationParameters> = {
  tutorial: { do_sample: true, min_length: 3, max_length: 25, top_k: 5, top_p: 0.9, temperature: 1 },
  greedy: { do_sample: false, num_beams: 1, max_new_tokens: 40 },
  creative: {
    do_sample: true,
    temperature: 1.2,
    top_k: 0,
    top_p: 0.95,
    repetition_penalty: 1.1,
    max_new_tokens: 60,
  },
  beam: { do_sample: false, num_beams: 4, no_repeat_ngram_size: 3, early_stopping: true, max_new_tokens: 40 },
};

/** True when the parameters are just the preset's, whatever the seed and what is recorded. */
export function isPreset(parameters: GenerationParameters, preset: GenerationParameters): boolean {
  const { seed: _seed, top_logprobs: _logs, ...others } = parameters;
  const names = new Set([...Object.keys(others), ...Object.keys(preset)]);
  const ours = new Map(Object.entries(others));
  const theirs = new Map(Object.entries(preset));
  return [...names].every((name) => ours.get(name) === theirs.get(name));
}
