import { useCallback, useEffect, useRef, useState } from "react";
import type { Engine } from "../contract/engine.ts";
import type { Failure, Outcome } from "../contract/outcome.ts";
import { useSession } from "./use-page.ts";

/** A question to the engine. @param show takes what is known before the answer is whole */
export type Question<T> = (engine: Engine, run: number, show: (value: T) => void) => Promise<Outcome<T>>;

export interface Answer<T> {
  /** What is known by now; to an earlier question while nothing is. */
  readonly value?: T;
  readonly failure?: Failure;
  /** True while the value answers an earlier question. */
  readonly isOld: boolean;
  /** Ends the answer before its end; what is known stays. */
  readonly stop: () => void;
}

/** @param question the same function as long as the same is asked; another one gives it up */
export function useAsked<T>(question: Question<T> | undefined): Answer<T> {
  const { engine, nextRun } = useSession();
  const current = useRef<number>(undefined);
  const [known, setKnown] = useState<{ of?: Question<T>; value?: T; failure?: Failure }>({});
  useEffect(() => {
    if (question === undefined) return;
    const run = nextRun();
    current.current = run;
    let isWanted = true;
    const show = (value: T) => {
      if (isWanted) setKnown({ of: question, value });
    };
    void question(engine, run, show).then((outcome) => {
      if (outcome.ok) show(outcome.value);
      else if (isWanted) setKnown(({ value }) => ({ of: question, ...(value && { value }), failure: outcome.failure }));
    });
    return () => {
      isWanted = false;
      void engine.stop(run);
    };
  }, [question, engine, nextRun]);
  const stop = useCallback(() => {
    if (current.current !== undefined) void engine.stop(current.current);
  }, [engine]);
  const { of, value, failure } = known;
  const isOld = of !== question;
  return { isOld, stop, ...(value !== undefined && { value }), ...(!isOld && failure && { failure }) };
}
