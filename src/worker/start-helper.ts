import { proxy, wrap } from "comlink";
import type { Helper, HelperTask } from "../kernel/team.ts";
import type { KernelHelper } from "./kernel-helper.ts";
import helperUrl from "./kernel-helper.ts?worker&url";

/** A helper that has not started after so many milliseconds is skipped. */
const PATIENCE = 3000;

/** Starts a thread that helps the kernel; only an isolated page can share its memory. */
export function startHelper(task: HelperTask): Promise<Helper> {
  const worker = new Worker(new URL(helperUrl, import.meta.url), { type: "module" });
  const helper = { end: () => worker.terminate() };
  return new Promise<Helper>((resolve, reject) => {
    const giveUp = (error: unknown) => {
      helper.end();
      reject(error);
    };
    const tooLate = setTimeout(giveUp, PATIENCE, new Error("The thread did not start."));
    worker.onerror = () => giveUp(new Error("The thread failed."));
    const ready = proxy(() => {
      clearTimeout(tooLate);
      resolve(helper);
    });
    wrap<KernelHelper>(worker).help(task, ready).catch(giveUp);
  });
}
