import type { InferenceEngine, Priority } from "../contract/engine.ts";
import { type Outcome, toOutcome } from "../contract/outcome.ts";
import type { StopFlag } from "./compute.ts";
import type { createQueue } from "./queue.ts";

/** Runs that wait for their turn or have it, by their callers' numbers. */
interface Turns {
  /** Does the work in its turn, with the flag by which {@link stop} ends it. */
  take<T>(run: number, priority: Priority | undefined, work: (flag: StopFlag) => Promise<T>): Promise<Outcome<T>>;
  readonly stop: InferenceEngine["stop"];
}

export function createTurns(enqueue: ReturnType<typeof createQueue>): Turns {
  const runs = new Map<number, { stopped: boolean }>();
  return {
    async take(run, priority, work) {
      const flag = { stopped: false };
      runs.set(run, flag);
      const outcome = await toOutcome(() => enqueue(() => work(flag), priority));
      runs.delete(run);
      return outcome;
    },
    async stop(run) {
      const flag = runs.get(run);
      if (flag !== undefined) flag.stopped = true;
    },
  };
}
