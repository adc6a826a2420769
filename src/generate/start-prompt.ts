import { processedRow } from "./prepare.ts";
import { buildProcessors, type LogitsProcessor } from "./processors.ts";
import { NO_PROMPT, type Run, startAfter } from "./run.ts";
import type { TextState } from "./text-state.ts";

/** What every text of a prompt has from its beginning. */
export interface PromptStart {
  readonly prompt: number;
  readonly promptLength: number;
  /** Tokens that prompt and text may have together. */
  readonly longest: number;
  readonly processors: readonly LogitsProcessor[];
}

/** Begins the texts of a prompt: what they keep, its tokens, and where in the text they are behind them. */
export function startPrompt(
  run: Run,
  prompt: number,
): { readonly start: PromptStart; readonly ids: readonly number[]; readonly state: TextState } {
  const prepared = run.prompts[prompt] ?? NO_PROMPT;
  const { ids, longest } = prepared;
  const processors = buildProcessors(run.parameters, run.badWords, processedRow(prepared));
  return { start: { prompt, promptLength: ids.length, longest, processors }, ids, state: startAfter(run, prepared) };
}
