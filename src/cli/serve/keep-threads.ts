import { describeInEnglish } from "../../contract/tell-in-english.ts";
import { failureOf } from "../../contract/outcome.ts";
import type { Pool } from "./pool.ts";
import type { ThreadLine } from "./thread-line.ts";

/** Before a thread that could not be started is tried again, in milliseconds. */
const PAUSE_MS = 10_000;

interface Keeping {
  readonly pool: Pick<Pool, "add" | "threads" | "isEnding">;
  /** @throws Refusal as the model's files deserve, and whatever keeps the thread from starting */
  start(): Promise<ThreadLine>;
  tell(line: string): void;
  pause(ms: number): Promise<void>;
}

/**
 * Starts so many threads, and another one for each that ends.
 * @returns what rejects once there is no thread left and none can be started
 * @throws what keeps one of the first from starting
 */
export async function keepThreads(count: number, keeping: Keeping): Promise<{ readonly lost: Promise<never> }> {
  const { pool, start, tell, pause } = keeping;
  let starting = 0;
  let lose: (reason: unknown) => void = () => undefined;
  const lost = new Promise<never>((_, reject) => {
    lose = reject;
  });
  // It may come before anybody waits for it.
  lost.catch(() => undefined);

  const add = async (): Promise<void> => {
    starting++;
    const line = await start().finally(() => starting--);
    if (pool.isEnding) return line.end();
    pool.add(line);
    void line.died.then((reason) => {
      if (pool.isEnding) return;
      tell(`A thread ended (${reason}); another one takes its place.`);
      void replace();
    });
  };

  const replace = async (): Promise<void> => {
    while (!pool.isEnding) {
      try {
        return await add();
      } catch (error) {
        if (pool.isEnding) return;
        if (pool.threads + starting === 0) return lose(error);
        tell(`${describeInEnglish(failureOf(error))} The thread is started again in ${PAUSE_MS / 1000} seconds.`);
        await pause(PAUSE_MS);
      }
    }
  };

  // The first one reads what the others share, and tells what is wrong with it once.
  await add();
  await Promise.all(Array.from({ length: count - 1 }, add));
  return { lost };
}
