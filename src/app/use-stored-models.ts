import { useCallback, useEffect, useState } from "react";
import type { StoredModel } from "../contract/model-library.ts";
import type { Failure, Outcome } from "../contract/outcome.ts";
import { useSession } from "./use-page.ts";

/** Does something with what is kept, and says how it ended; one thing at a time. */
export type Act = <T>(work: () => Promise<Outcome<T>>, sayDone: (value: T) => string) => Promise<void>;

export interface StoredModels {
  /** Absent until they are listed. */
  readonly models: readonly StoredModel[] | undefined;
  /** How the last action ended, or why nothing can be listed. */
  readonly said: string | Failure;
  readonly isBusy: boolean;
  readonly act: Act;
}

/** The models that are kept on this device. @param working what is said while something is done with them */
export function useStoredModels(working: string): StoredModels {
  const { engine } = useSession();
  const [models, setModels] = useState<readonly StoredModel[]>();
  const [said, say] = useState<string | Failure>("");
  const [isBusy, setBusy] = useState(false);
  const list = useCallback(async () => {
    const outcome = await engine.stored();
    if (outcome.ok) setModels(outcome.value);
    else say(outcome.failure);
  }, [engine]);
  useEffect(() => void list(), [list]);
  const act: Act = async (work, sayDone) => {
    setBusy(true);
    say(working);
    const outcome = await work();
    say(outcome.ok ? sayDone(outcome.value) : outcome.failure);
    await list();
    setBusy(false);
  };
  return { models, said, isBusy, act };
}
