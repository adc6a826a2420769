import type { SecondLearner } from "../../contract/second-learner.ts";
import type { Gpt2Config } from "../../gpt2/config.ts";
import { copyTrainingKernel } from "./training-kernel.ts";
import type { PassSizes } from "./pass-sizes.ts";
import { TrainingPass } from "./training-pass.ts";

/** What a second thread is told to begin with. */
export interface SecondTask extends PassSizes {
  readonly module: WebAssembly.Module;
  readonly config: Gpt2Config;
}

/** A thread that computes gradients of a model that another thread has loaded. It shares no memory, so it needs no headers. */
export interface SecondThread extends SecondLearner {
  /** @param read bytes of the other's memory. @throws Refusal `out_of_memory` */
  start(task: SecondTask, read: (from: number, to: number) => Promise<Uint8Array>): Promise<void>;
}

/** The thread's side, with nothing in it. */
export function createSecondThread(): SecondThread {
  let pass: TrainingPass | undefined;
  const started = () => {
    if (pass === undefined) throw new Error("The thread has not started.");
    return pass;
  };
  return {
    async start({ module, config, ...sizes }, read) {
      pass = TrainingPass.on(await copyTrainingKernel(module, config, read), sizes);
    },
    setValues: async (values) => started().adapter.setValues(values),
    score: async (texts) => started().score(texts),
    accumulate: async (texts, weight) => started().accumulate(texts, weight),
    takeGradients: async () => started().adapter.takeGradients(),
  };
}

/** What a second thread starts with to compute as a pass does. */
export function secondTask(
  { kernel, adapter, tokens }: TrainingPass,
  module: WebAssembly.Module,
): { readonly task: SecondTask; readonly read: (from: number, to: number) => Promise<Uint8Array> } {
  const read = async (from: number, to: number) => kernel.instance.bytes(from, to - from).slice();
  return { task: { module, config: kernel.config, adapter: adapter.shape, tokens }, read };
}
