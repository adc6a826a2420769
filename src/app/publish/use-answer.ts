import { useEffect, useState } from "react";
import type { Outcome } from "../../contract/outcome.ts";

/** The answer to a question, asked anew when it changes; of two answers only the later question's counts. @param ask `undefined` for none */
export function useAnswer<T>(ask: (() => Promise<Outcome<T>>) | undefined): Outcome<T> | undefined {
  const [answer, setAnswer] = useState<{ readonly of: unknown; readonly outcome: Outcome<T> }>();
  useEffect(() => {
    if (ask === undefined) return undefined;
    let isCurrent = true;
    void ask().then((outcome) => {
      if (isCurrent) setAnswer({ of: ask, outcome });
    });
    return () => {
      isCurrent = false;
    };
  }, [ask]);
  return answer !== undefined && answer.of === ask ? answer.outcome : undefined;
}
