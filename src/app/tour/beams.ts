import type { GenerateResult } from "../../contract/generate-result.ts";

/** A text of a search. */
export interface Beam {
  readonly text: string;
  /** True where the model ended it. */
  readonly hasEnded: boolean;
  /** Sum of its tokens' log-probabilities. */
  readonly logprob: number;
}

/** The texts of a run that reported its tokens, best first. */
export function beamsOf(result: GenerateResult | undefined): Beam[] {
  return (result?.samples ?? []).map(({ text, finish_reason, details = [] }) => ({
    text,
    hasEnded: finish_reason === "eos",
    logprob: details.reduce((sum, { logprob }) => sum + logprob, 0),
  }));
}
