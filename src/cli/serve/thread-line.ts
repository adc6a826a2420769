import { Worker } from "node:worker_threads";
import { proxy, type Remote, wrap } from "comlink";
import { endpointOf } from "./node-endpoint.ts";
import type { ModelInfo } from "../../contract/model-info.ts";
import { fail, type Outcome, Refusal } from "../../contract/outcome.ts";
import type { OptionValues } from "../command.ts";
import { programIn } from "../program-in-thread.ts";
import type { ComputeThread, OnPieces } from "./compute-thread.ts";

/** What the server has of a thread that computes. */
export interface ThreadLine {
  readonly info: ModelInfo;
  /** Settles as the call does, or as `worker_died` once the thread has ended. */
  call<T>(work: (thread: Remote<ComputeThread>) => Promise<Outcome<T>>): Promise<Outcome<T>>;
  stop(run: number): void;
  /** Resolves with the reason once the thread has ended. */
  readonly died: Promise<string>;
  end(): Promise<void>;
}

/**
 * Starts a thread and has it open the model.
 * @param entry the program, which finds itself in a thread there
 * @throws Refusal as the model's files deserve
 */
export async function startThread(entry: string, values: OptionValues, onPieces: OnPieces): Promise<ThreadLine> {
  const worker = new Worker(programIn(entry), { eval: true, workerData: { values } });
  const thread = wrap<ComputeThread>(endpointOf(worker));
  const died = new Promise<string>((resolve) => {
    worker.once("error", (error) => resolve(error instanceof Error ? error.message : String(error)));
    worker.once("exit", (code) => resolve(`exit ${code}`));
  });
  const ended = died.then((reason): never => {
    throw new Error(reason);
  });
  const opened = await Promise.race([thread.open(proxy(onPieces)), ended]);
  if (!opened.ok) {
    await worker.terminate();
    throw new Refusal(opened.failure);
  }
  // Not a race with `died` for each call: what waits for a promise is kept as long as it is open.
  const giveUps = new Set<(reason: string) => void>();
  let gone: string | undefined;
  void died.then((reason) => {
    gone = reason;
    for (const giveUp of giveUps) giveUp(reason);
  });
  return {
    info: opened.value,
    died,
    call: (work) =>
      new Promise((resolve, reject) => {
        const giveUp = (reason: string) => resolve(fail("worker_died", "ended", { reason }));
        if (gone !== undefined) return giveUp(gone);
        giveUps.add(giveUp);
        work(thread)
          .then(resolve, reject)
          .finally(() => giveUps.delete(giveUp));
      }),
    stop: (run) => void thread.stop(run).catch(() => undefined),
    end: async () => void (await worker.terminate()),
  };
}
