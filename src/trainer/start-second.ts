import { proxy, transfer, wrap } from "comlink";
import type { ReadMemory, SecondThread } from "../kernel/training/second-thread.ts";
import { paysSecond } from "./pays-second.ts";
import secondUrl from "./second-trainer.ts?worker&url";
import type { StartedThread } from "./trainer-world.ts";

/**
 * Starts the thread that computes half of each step, where the device is one for it and the browser lets threads start others.
 * @param bytes of memory that it takes
 */
export function startSecond(bytes: number): StartedThread | undefined {
  if (!paysSecond(navigator, bytes) || typeof Worker === "undefined") return undefined;
  const worker = new Worker(new URL(secondUrl, import.meta.url), { type: "module" });
  const lost = new Promise<void>((resolve) => {
    worker.onerror = (event) => {
      event.preventDefault();
      resolve();
    };
  });
  const remote = wrap<SecondThread>(worker);
  const thread: SecondThread = {
    start: (task, read) => remote.start(task, proxy(handOver(read))),
    // Handed over: copies would be megabytes of garbage at each step.
    setValues: (values) => remote.setValues(transfer(values, [values.buffer])),
    score: (texts) => remote.score(texts),
    accumulate: (texts, weight) => remote.accumulate(texts, weight),
    takeGradients: () => remote.takeGradients(),
  };
  return { thread, lost, end: () => worker.terminate() };
}

function handOver(read: ReadMemory): ReadMemory {
  return async (from, to) => {
    const bytes = await read(from, to);
    return transfer(bytes, [bytes.buffer]);
  };
}
