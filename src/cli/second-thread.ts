import { parentPort, Worker, workerData } from "node:worker_threads";
import { expose, proxy, transfer, wrap } from "comlink";
import * as v from "valibot";
import { callSecond, exposedSecond } from "../kernel/training/hand-over.ts";
import { createSecondThread, type SecondThread, secondTask } from "../kernel/training/second-thread.ts";
import type { TrainingPass } from "../kernel/training/training-pass.ts";
import type { HalvedModel } from "../train/halved-model.ts";
import { ownProgram, programIn } from "./program-in-thread.ts";
import { endpointOf } from "./serve/node-endpoint.ts";

/** What tells such a thread from those of `serve`. */
const told = v.object({ use: v.literal("gradients") });

export function isSecondThread(): boolean {
  return v.is(told, workerData);
}

/** Runs in the thread: computes what it is given. */
export function runSecondThread(): void {
  if (parentPort !== null) expose(exposedSecond(createSecondThread(), { transfer }), endpointOf(parentPort));
}

/**
 * Starts a thread that computes half of a model's steps, from when it has a copy of the weights; where it fails, training goes on without.
 * @returns ends it
 */
export function startSecondThread(model: HalvedModel, pass: TrainingPass, module: WebAssembly.Module): () => void {
  const worker = new Worker(programIn(ownProgram()), { eval: true, workerData: { use: "gradients" } });
  const lost = new Promise<void>((resolve) => {
    worker.once("error", () => resolve());
    worker.once("exit", () => resolve());
  });
  const thread = callSecond(wrap<SecondThread>(endpointOf(worker)), { transfer, proxy });
  const { task, read } = secondTask(pass, module);
  const end = () => void worker.terminate();
  thread.start(task, model.lend(read)).then(() => model.join(thread, lost, end), end);
  return end;
}
