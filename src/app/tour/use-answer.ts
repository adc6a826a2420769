import { useMemo } from "react";
import type { GenerateDelta, GenerateResult } from "../../contract/generate-result.ts";
import { succeed } from "../../contract/outcome.ts";
import type { GenerateRequest } from "../../contract/request.ts";
import { type Question, useAsked } from "../use-asked.ts";

/** What a run has written by now. */
interface Written {
  readonly deltas: readonly GenerateDelta[];
  readonly result?: GenerateResult;
}

/** Has the engine write. @param request the same object as long as the same is asked for */
export function useAnswer(request: GenerateRequest) {
  const question = useMemo<Question<Written>>(
    () => async (engine, run, show) => {
      let deltas: readonly GenerateDelta[] = [];
      const outcome = await engine.generate(request, run, (delta) => {
        deltas = [...deltas, delta];
        show({ deltas });
      });
      return outcome.ok ? succeed({ deltas, result: outcome.value }) : outcome;
    },
    [request],
  );
  return useAsked(question);
}
