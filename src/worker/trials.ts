import type { CurrentModel } from "./current-model.ts";
import type { createQueue } from "./queue.ts";

interface TrialsWorld {
  readonly current: CurrentModel;
  readonly enqueue: ReturnType<typeof createQueue>;
}

/**
 * Has the current model's rival tried, once, whenever a text was written: beside everything else, its timing when nobody waits. Where
 * it is the faster one the next run is its; a run that has begun ends on what it began on.
 */
export function createTrials({ current, enqueue }: TrialsWorld): () => void {
  const tried = new WeakSet<object>();

  const tryRival = async (): Promise<void> => {
    const model = current.challenged;
    if (model === undefined || tried.has(model.rival)) return;
    tried.add(model.rival);
    const timed = await model.rival.time((work) => enqueue(work, "idle"), model.ended);
    if (timed !== undefined) await enqueue(() => current.settle(model, timed), "idle");
  };
  return () => {
    // Whatever fails, the model runs on as it is.
    void enqueue(async () => undefined, "idle")
      .then(tryRival)
      .catch(() => undefined);
  };
}
