import { useCallback, useEffect, useRef, useState } from "react";
import type { Failure } from "../contract/outcome.ts";
import type { ScoreRequest } from "../contract/score-request.ts";
import type { ScoreResult } from "../contract/text-results.ts";
import type { PromptToken } from "../contract/token-detail.ts";
import { useSession } from "./use-page.ts";

/** What is known of a text by now. */
export interface ScoredText {
  /** From left to right, as far as they were scored. */
  readonly tokens: readonly PromptToken[];
  /** Once all were. */
  readonly result?: ScoreResult;
  readonly failure?: Failure;
}

const NOTHING: ScoredText = { tokens: [] };

/**
 * Scores a text with the model that is loaded, from left to right.
 * @param request the same object as long as the same is asked for; `undefined` asks for nothing
 * @returns `stop` ends it before its end; what was scored stays
 */
export function useScoredText(request: ScoreRequest | undefined): ScoredText & { readonly stop: () => void } {
  const { engine, nextRun } = useSession();
  const current = useRef<number>(undefined);
  const [scored, setScored] = useState({ of: request, ...NOTHING });
  useEffect(() => {
    if (request === undefined) return;
    const run = nextRun();
    current.current = run;
    let isWanted = true;
    let tokens: readonly PromptToken[] = [];
    const show = (text: ScoredText) => {
      if (isWanted) setScored({ of: request, ...text });
    };
    const onTokens = (more: readonly PromptToken[]) => {
      tokens = [...tokens, ...more];
      show({ tokens });
    };
    void engine.score(request, run, onTokens).then((outcome) => {
      show(outcome.ok ? { tokens, result: outcome.value } : { tokens, failure: outcome.failure });
    });
    return () => {
      isWanted = false;
      void engine.stop(run);
    };
  }, [request, engine, nextRun]);
  const stop = useCallback(() => {
    if (current.current !== undefined) void engine.stop(current.current);
  }, [engine]);
  // What was scored before is of another text.
  const { tokens, result, failure } = scored.of === request ? scored : NOTHING;
  return { tokens, ...(result && { result }), ...(failure && { failure }), stop };
}
