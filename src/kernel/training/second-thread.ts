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

/** Copies bytes of a memory, into an array of as many that was read before and is not needed any more: else a model's size becomes garbage. */
export type ReadMemory = (
  from: number,
  to: number,
  into: Uint8Array<ArrayBuffer> | undefined,
) => Promise<Uint8Array<ArrayBuffer>>;

/** A thread that computes gradients of a model that another thread has loaded. It shares no memory, so it needs no headers. */
export interface SecondThread extends SecondLearner {
  /** @param read bytes of the other's memory. @throws Refusal `out_of_memory` */
  start(task: SecondTask, read: ReadMemory): Promise<void>;
}

/** The thread's side, with nothing in it. */
export function createSecondThread(): SecondThread {
  let pass: TrainingPass | undefined;
  /** What values came in: gradients go back in it. */
  let handed: Float32Array<ArrayBuffer> | undefined;
  const started = () => {
    if (pass === undefined) throw new Error("The thread has not started.");
    return pass;
  };
  return {
    async start({ module, config, ...sizes }, read) {
      pass = TrainingPass.on(await copyTrainingKernel(module, config, read), sizes, false);
    },
    async setValues(values) {
      started().adapter.setValues(values);
      handed = values;
    },
    score: async (texts) => started().score(texts),
    accumulate: async (texts, weight) => started().accumulate(texts, weight),
    async takeGradients() {
      const into = handed;
      handed = undefined;
      return started().adapter.takeGradients(into);
    },
  };
}

/** What a second thread starts with to compute as a pass does. */
export function secondTask(
  { kernel, adapter, tokens }: TrainingPass,
  module: WebAssembly.Module,
): { readonly task: SecondTask; readonly read: ReadMemory } {
  const read: ReadMemory = async (from, to, into) => {
    const bytes = kernel.instance.bytes(from, to - from);
    if (into?.length !== bytes.length) return bytes.slice();
    into.set(bytes);
    return into;
  };
  return { task: { module, config: kernel.config, adapter: adapter.shape, tokens }, read };
}
