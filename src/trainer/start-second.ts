import { proxy, transfer, wrap } from "comlink";
import { callSecond } from "../kernel/training/hand-over.ts";
import type { SecondThread } from "../kernel/training/second-thread.ts";
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
  const thread = callSecond(wrap<SecondThread>(worker), { transfer, proxy });
  return { thread, lost, end: () => worker.terminate() };
}
