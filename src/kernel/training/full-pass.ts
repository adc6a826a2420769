import type { Gpt2Config } from "../../gpt2/config.ts";
import { Adam, type StepOptions } from "./adam.ts";
import { floatParts } from "./float-parts.ts";
import { TextPass } from "./text-pass.ts";
import { emptyTrainingKernel } from "./training-kernel.ts";
import { type NamedValues, WeightRoom } from "./weight-room.ts";

/** What it takes to train every weight of a model in float32: forward and backward passes over whole texts, and steps. */
export class FullPass {
  /** Most tokens of one pass. */
  readonly tokens: number;
  readonly weights: WeightRoom;
  readonly #texts: TextPass;
  readonly #adam: Adam;

  private constructor(tokens: number, weights: WeightRoom, texts: TextPass, adam: Adam) {
    this.tokens = tokens;
    this.weights = weights;
    this.#texts = texts;
    this.#adam = adam;
  }

  /**
   * @param module the build `training`
   * @param tensors every one of the model, by the names of a checkpoint without `transformer.`
   * @throws Refusal `out_of_memory`, and what reading the tensors throws
   */
  static async start(
    module: WebAssembly.Module,
    config: Gpt2Config,
    tensors: AsyncIterable<NamedValues>,
    tokens: number,
  ): Promise<FullPass> {
    const kernel = await emptyTrainingKernel(module, config);
    const weights = new WeightRoom(kernel.instance, config);
    const texts = new TextPass(kernel, tokens, floatParts(kernel, weights));
    for await (const tensor of tensors) weights.write(tensor);
    return new FullPass(tokens, weights, texts, new Adam(kernel, weights));
  }

  /** Steps of Adam so far. */
  get steps(): number {
    return this.#adam.steps;
  }

  set steps(steps: number) {
    this.#adam.steps = steps;
  }

  /** Σ -log p of each text; see {@link TextPass.score}. */
  score(texts: readonly (readonly number[])[]): number[] {
    return this.#texts.score(texts);
  }

  /** Gathers the gradients of all weights; see {@link TextPass.accumulate}. */
  accumulate(texts: readonly (readonly number[])[], weight: number): number[] {
    return this.#texts.accumulate(texts, weight);
  }

  /** See {@link Adam.step}. */
  step(options: StepOptions): number {
    return this.#adam.step(options);
  }

  /** A copy of the weights, with their padding. */
  copyValues(): Float32Array<ArrayBuffer> {
    return this.weights.copyValues();
  }

  /** The weights with Adam's moments: three times {@link copyValues}. */
  save(): Float32Array<ArrayBuffer> {
    return this.weights.save();
  }

  /** @param saved of {@link save}, which {@link steps} belongs to, or the weights alone */
  restore(saved: Float32Array): void {
    this.weights.restore(saved);
  }
}
