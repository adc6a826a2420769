import { useMemo } from "react";
import { type Failure, succeed } from "../contract/outcome.ts";
import type { ScoreRequest } from "../contract/score-request.ts";
import type { ScoreResult } from "../contract/text-results.ts";
import type { PromptToken } from "../contract/token-detail.ts";
import { type Question, useAsked } from "./use-asked.ts";

/** What is known of a text by now. */
interface ScoredText {
  /** From left to right, as far as they were scored. */
  readonly tokens: readonly PromptToken[];
  /** Once all were. */
  readonly result?: ScoreResult;
  readonly failure?: Failure;
}

const NOTHING: Known = { tokens: [] };

/**
 * Scores a text with the model that is loaded, from left to right.
 * @param request the same object as long as the same is asked for; `undefined` asks for nothing
 * @returns `stop` ends it before its end; what was scored stays
 */
export function useScoredText(request: ScoreRequest | undefined): ScoredText & { readonly stop: () => void } {
  const question = useMemo<Question<Known> | undefined>(() => request && asking(request), [request]);
  const { value = NOTHING, failure, stop } = useAsked(question);
  // What was scored before is of another text.
  const { of: _, ...scored } = value.of === request ? value : NOTHING;
  return { ...scored, ...(failure && { failure }), stop };
}

/** With the request that it is known of: where another one fails at once, this stays. */
interface Known extends Omit<ScoredText, "failure"> {
  readonly of?: ScoreRequest;
}

function asking(of: ScoreRequest): Question<Known> {
  return async (engine, run, show) => {
    let tokens: readonly PromptToken[] = [];
    const outcome = await engine.score(of, run, (more) => {
      tokens = [...tokens, ...more];
      show({ of, tokens });
    });
    return outcome.ok ? succeed({ of, tokens, result: outcome.value }) : outcome;
  };
}
