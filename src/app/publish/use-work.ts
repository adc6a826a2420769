import { useState } from "react";
import type { Failure, Outcome } from "../../contract/outcome.ts";
import type { PublishingProgress } from "../../contract/publishing.ts";

export interface Work<T> {
  readonly progress: PublishingProgress | undefined;
  readonly failure: Failure | undefined;
  readonly result: T | undefined;
  run(work: (onProgress: (progress: PublishingProgress) => void) => Promise<Outcome<T>>): Promise<void>;
}

/** Something that takes long: how far it is, and how it ended. A visitor's stop is no failure. */
export function useWork<T>(): Work<T> {
  const [progress, setProgress] = useState<PublishingProgress>();
  const [failure, setFailure] = useState<Failure>();
  const [result, setResult] = useState<T>();
  return {
    progress,
    failure,
    result,
    async run(work) {
      setFailure(undefined);
      setResult(undefined);
      setProgress({ step: "hashing", fraction: 0 });
      const outcome = await work(setProgress);
      setProgress(undefined);
      if (outcome.ok) setResult(outcome.value);
      else if (outcome.failure.code !== "cancelled") setFailure(outcome.failure);
    },
  };
}
