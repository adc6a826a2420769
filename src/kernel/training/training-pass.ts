import type { LowRankTerm } from "../../contract/low-rank.ts";
import type { Gpt2Config } from "../../gpt2/config.ts";
import { KernelForwardPass } from "../kernel-forward-pass.ts";
import type { WeightTensor } from "../weights.ts";
import { Adam } from "./adam.ts";
import { AdapterRoom } from "./adapter-room.ts";
import type { AdapterShape } from "./adapter-shape.ts";
import { frozenParts } from "./frozen-parts.ts";
import type { PassSizes } from "./pass-sizes.ts";
import { TextPass } from "./text-pass.ts";
import { TrainedPass } from "./trained-pass.ts";
import { openTrainingKernel, type TrainingKernel } from "./training-kernel.ts";

/** What it takes to train an adapter of a frozen base: forward and backward passes over whole texts, and steps. */
export class TrainingPass extends TrainedPass {
  readonly adapter: AdapterRoom;
  readonly kernel: TrainingKernel;

  private constructor(kernel: TrainingKernel, shape: AdapterShape, tokens: number, steps: boolean) {
    const adapter = new AdapterRoom(kernel.instance, kernel.config, shape, steps);
    const texts = new TextPass(kernel, tokens, frozenParts(kernel, adapter, tokens));
    super(tokens, adapter, texts, new Adam(kernel, adapter));
    this.kernel = kernel;
    this.adapter = adapter;
  }

  /**
   * @param module the build `training`
   * @throws Refusal `out_of_memory`, and as `startForwardPass`
   */
  static async start(
    module: WebAssembly.Module,
    config: Gpt2Config,
    tensors: readonly WeightTensor[],
    sizes: PassSizes,
  ): Promise<TrainingPass> {
    return TrainingPass.on(await openTrainingKernel(module, config, tensors), sizes);
  }

  /**
   * On weights that are there.
   * @param steps false for one that only gathers gradients, and has no room for Adam's moments. @throws Refusal `out_of_memory`
   */
  static on(kernel: TrainingKernel, { adapter, tokens }: PassSizes, steps = true): TrainingPass {
    return new TrainingPass(kernel, adapter, tokens, steps);
  }

  /** The adapter as it is now, for a rack such as {@link writer} has. */
  terms(): readonly LowRankTerm[] {
    const { rank, alpha } = this.adapter.shape;
    return this.adapter
      .read()
      .map(({ layer, target, a, b }) => ({ module: `h.${layer}.${target}`, rank, scale: alpha / rank, a, b }));
  }

  /** Puts others in the adapter's place; see {@link AdapterRoom.replace}. {@link steps} begins anew. */
  replace(terms: readonly LowRankTerm[]): void {
    this.adapter.replace(terms);
    this.steps = 0;
  }

  /**
   * A forward pass on the same weights, to write texts between two steps: the base as it is, and beside it what its rack is given.
   * @param breathe awaited between the parts of a long prompt
   */
  writer(breathe: () => Promise<void>): KernelForwardPass {
    return new KernelForwardPass(this.kernel.instance, this.kernel.config, breathe);
  }
}
