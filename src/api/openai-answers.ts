import type { GenerateResult, Sample } from "../contract/generate-result.ts";

/** OpenAI knows two reasons: the text ended by itself, or a limit did it. */
export function endOf(reason: Sample["finish_reason"]): "stop" | "length" {
  return reason === "eos" || reason === "stop_string" ? "stop" : "length";
}

/** How many tokens a call took. */
export interface Usage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly total_tokens: number;
}

/** What a run took. */
export function usageOf({ prompt_tokens, completion_tokens }: GenerateResult): Usage {
  return { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens };
}
