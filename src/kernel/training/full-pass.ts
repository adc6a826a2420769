import type { Gpt2Config } from "../../gpt2/config.ts";
import { Adam } from "./adam.ts";
import { floatParts } from "./float-parts.ts";
import { TextPass } from "./text-pass.ts";
import { TrainedPass } from "./trained-pass.ts";
import { emptyTrainingKernel, type TrainingKernel } from "./training-kernel.ts";
import { type NamedValues, WeightRoom } from "./weight-room.ts";

/** Weights that are there to be trained. */
interface OpenWeights {
  readonly kernel: TrainingKernel;
  readonly weights: WeightRoom;
}

/**
 * Puts a model's weights into a memory of their own, with as much room again for gradients and twice for Adam's moments.
 * @param module the build `training`
 * @param tensors every one of the model
 * @throws Refusal `out_of_memory`, and what reading the tensors throws
 */
export async function openWeights(
  module: WebAssembly.Module,
  config: Gpt2Config,
  tensors: AsyncIterable<NamedValues>,
): Promise<OpenWeights> {
  const kernel = await emptyTrainingKernel(module, config);
  const weights = new WeightRoom(kernel.instance, config);
  for await (const tensor of tensors) weights.write(tensor);
  return { kernel, weights };
}

/** What it takes to train every weight of a model in float32: forward and backward passes over whole texts, and steps. */
export class FullPass extends TrainedPass {
  readonly weights: WeightRoom;

  /** @param tokens most of one pass. @throws Refusal `out_of_memory` */
  constructor({ kernel, weights }: OpenWeights, tokens: number) {
    const texts = new TextPass(kernel, tokens, floatParts(kernel, weights));
    super(tokens, weights, texts, new Adam(kernel, weights));
    this.weights = weights;
  }
}
