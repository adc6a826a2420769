import type { TrainingChoice } from "../contract/training.ts";
import { randomStream } from "../generate/random.ts";
import { ADAPTER_TARGETS } from "../kernel/training/adapter-shape.ts";
import { randomFactors } from "../kernel/training/random-factors.ts";
import { secondTask } from "../kernel/training/second-thread.ts";
import { TrainingPass } from "../kernel/training/training-pass.ts";
import { tokensAtOnce } from "../train/batches.ts";
import type { HalvedModel } from "../train/halved-model.ts";
import type { PreparedTexts } from "../train/prepare-texts.ts";
import type { Base } from "./open-base.ts";
import type { StartedThread, TrainerWorld } from "./trainer-world.ts";

/** lora_alpha for a rank. */
export function alphaOf(rank: number): number {
  return 2 * rank;
}

/** A base with an adapter that changes nothing yet. @throws Refusal `out_of_memory` */
export async function startPass(
  base: Pick<Base, "weights" | "tokens">,
  { training, heldOut }: PreparedTexts,
  { rank, seed }: TrainingChoice,
  module: WebAssembly.Module,
): Promise<TrainingPass> {
  const adapter = { rank, alpha: alphaOf(rank), targets: ADAPTER_TARGETS };
  const { shape, tensors } = await base.weights();
  const tokens = tokensAtOnce([...training, ...heldOut], base.tokens);
  const pass = await TrainingPass.start(module, shape, tensors, { adapter, tokens });
  pass.adapter.write(randomFactors(shape, adapter, randomStream(seed, 0)));
  return pass;
}

/**
 * Has a second thread compute from when it has a copy of the model; where it cannot, training goes on without.
 * @returns ends it
 */
export function joinSecond(
  model: HalvedModel,
  pass: TrainingPass,
  module: WebAssembly.Module,
  world: Pick<TrainerWorld, "startSecond">,
): () => void {
  const second = tryToStart(world, pass.kernel.instance.memory.buffer.byteLength);
  if (second === undefined) return () => {};
  const { task, read } = secondTask(pass, module);
  const end = () => second.end();
  second.thread.start(task, model.lend(read)).then(() => model.join(second.thread, second.lost, end), end);
  return end;
}

/** A browser that refuses a thread of a thread says so at once. */
function tryToStart(world: Pick<TrainerWorld, "startSecond">, bytes: number): StartedThread | undefined {
  try {
    return world.startSecond(bytes);
  } catch {
    return undefined;
  }
}
