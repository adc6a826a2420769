import { useEffect, useRef, useState } from "react";
import type { Outcome } from "../../contract/outcome.ts";

/** Milliseconds without a letter after which another question is asked. */
const PAUSE_MS = 300;

/**
 * The answer to a question: the first is asked at once, another one once it has stood for a moment. Of two answers only the later
 * question's counts. @param ask `undefined` for none
 */
export function useAnswer<T>(ask: (() => Promise<Outcome<T>>) | undefined): Outcome<T> | undefined {
  const [answer, setAnswer] = useState<{ readonly of: unknown; readonly outcome: Outcome<T> }>();
  const hasAsked = useRef(false);
  useEffect(() => {
    if (ask === undefined) return undefined;
    let isCurrent = true;
    const begin = () =>
      void ask().then((outcome) => {
        if (isCurrent) setAnswer({ of: ask, outcome });
      });
    const timer = hasAsked.current ? setTimeout(begin, PAUSE_MS) : undefined;
    if (timer === undefined) begin();
    hasAsked.current = true;
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [ask]);
  return answer !== undefined && answer.of === ask ? answer.outcome : undefined;
}
