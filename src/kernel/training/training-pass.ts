import { at } from "../../contract/at.ts";
import type { LowRankTerm } from "../../contract/low-rank.ts";
import type { Gpt2Config } from "../../gpt2/config.ts";
import { KernelForwardPass } from "../kernel-forward-pass.ts";
import type { WeightTensor } from "../weights.ts";
import { AdapterRoom } from "./adapter-room.ts";
import type { AdapterShape } from "./adapter-shape.ts";
import { allocateRoom, Block } from "./block.ts";
import { Head } from "./head.ts";
import type { PassSizes } from "./pass-sizes.ts";
import { SharedRoom } from "./linear.ts";
import { type Span, spansOf, sumSpans } from "./spans.ts";
import { allocateRows, openTrainingKernel, type Rows, rowOf, type TrainingKernel } from "./training-kernel.ts";

/** How Adam goes a step. */
interface StepOptions {
  readonly rate: number;
  /** Gradients whose norm is larger are made as long as this. */
  readonly clip: number;
}

const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;

/** What it takes to train an adapter of a frozen base: forward and backward passes over whole texts, and steps. */
export class TrainingPass {
  readonly adapter: AdapterRoom;
  /** Most tokens of one pass. */
  readonly tokens: number;
  readonly kernel: TrainingKernel;
  readonly #blocks: readonly Block[];
  readonly #head: Head;
  /** What each block is given, and what the last one gives. */
  readonly #states: readonly Rows[];
  readonly #hidden: Rows;
  readonly #dHidden: Rows;
  readonly #dState: Rows;
  /** Steps of Adam so far. */
  steps = 0;

  private constructor(kernel: TrainingKernel, shape: AdapterShape, tokens: number, steps: boolean) {
    const { config } = kernel;
    const { n_embd, n_inner, n_layer } = config;
    this.kernel = kernel;
    this.tokens = tokens;
    this.adapter = new AdapterRoom(kernel.instance, config, shape, steps);
    const widest = Math.max(3 * n_embd, n_inner);
    const shared = new SharedRoom(kernel, tokens, this.adapter.rank, shape.alpha / shape.rank, widest);
    const room = allocateRoom(kernel, tokens);
    this.#blocks = Array.from({ length: n_layer }, (_, i) => new Block(kernel, i, this.adapter, shared, room));
    this.#states = Array.from({ length: n_layer + 1 }, () => allocateRows(kernel, tokens, n_embd));
    this.#hidden = room.normed;
    this.#dHidden = room.dNormed;
    this.#dState = allocateRows(kernel, tokens, n_embd);
    this.#head = new Head(kernel);
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

  /**
   * @param texts token ids, together at most {@link tokens} + 1 for each text
   * @returns the sum of -log p over all tokens but the first of each text, the same whatever texts are computed beside it
   */
  score(texts: readonly (readonly number[])[]): number[] {
    const { spans, targets } = this.#forward(texts);
    return sumSpans(spans, this.#head.losses(this.#hidden, targets, 1));
  }

  /**
   * Adds what the loss changes with the adapter to its gradients.
   * @param weight of each token in the loss: one over the number of tokens of the whole step makes it their mean
   * @returns the sum of -log p of each text, not weighted
   */
  accumulate(texts: readonly (readonly number[])[], weight: number): number[] {
    const { spans, targets } = this.#forward(texts);
    const count = targets.length;
    const losses = this.#head.losses(this.#hidden, targets, weight, this.#dHidden);
    this.kernel.instance.floats(this.#dState.address, count * this.#dState.stride).fill(0);
    this.#finalNormBackward(count);
    for (let layer = this.#blocks.length - 1; layer >= 0; layer--) {
      at(this.#blocks, layer).backward(at(this.#states, layer), count, spans, this.#dState, layer === 0);
    }
    return sumSpans(spans, losses);
  }

  /**
   * One step of Adam by the gathered gradients, which are 0 afterwards.
   * @returns the gradients' norm before clipping. Where it is not finite nothing but the gradients has changed.
   */
  step({ rate, clip }: StepOptions): number {
    const { functions, instance } = this.kernel;
    const { values, gradients, moments, count } = this.adapter;
    const norm = Math.sqrt(functions.sumSquares(gradients, count));
    if (!Number.isFinite(norm)) {
      instance.floats(gradients, count).fill(0);
      return norm;
    }
    this.steps++;
    const { beta1, beta2, epsilon } = ADAM;
    const scale = Math.min(1, clip / (norm + 1e-6));
    const [first, second] = [1 - beta1 ** this.steps, 1 - beta2 ** this.steps];
    const [one, two] = moments;
    functions.stepAdam(values, gradients, one, two, count, scale, rate, beta1, beta2, epsilon, first, second);
    return norm;
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

  /** Everything that was learned, with Adam's moments. */
  save(): Float32Array<ArrayBuffer> {
    return this.adapter.save();
  }

  /** @param saved of {@link save}, which {@link steps} belongs to, or the adapter's values alone */
  restore(saved: Float32Array): void {
    this.adapter.restore(saved);
  }

  /** Leaves the last hidden states, normalized, in `#hidden`. */
  #forward(texts: readonly (readonly number[])[]): { readonly spans: readonly Span[]; readonly targets: number[] } {
    const { functions, config } = this.kernel;
    const spans = spansOf(texts);
    const targets = texts.flatMap((ids) => ids.slice(1));
    const count = targets.length;
    if (count > this.tokens) throw new RangeError(`${count} tokens in a pass of at most ${this.tokens}.`);
    this.#embed(texts, spans);
    this.#blocks.forEach((block, layer) => {
      block.forward(at(this.#states, layer), count, spans, at(this.#states, layer + 1));
    });
    const last = at(this.#states, config.n_layer);
    const [weight, bias] = [functions.finalNormPart(0), functions.finalNormPart(1)];
    for (let t = 0; t < count; t++) {
      const to = rowOf(this.#hidden, t);
      functions.norm(rowOf(last, t), config.n_embd, weight, bias, config.layer_norm_epsilon, to);
    }
    return { spans, targets };
  }

  /** The embeddings of all tokens but each text's last, at positions that begin at 0 in every text. */
  #embed(texts: readonly (readonly number[])[], spans: readonly Span[]): void {
    const { functions, config, instance } = this.kernel;
    const rows = at(this.#states, 0);
    const [table, positions] = [functions.embeddingPart(), functions.positionsAddress()];
    texts.forEach((ids, text) => {
      for (let i = 0; i + 1 < ids.length; i++) {
        const to = rowOf(rows, at(spans, text).first + i);
        instance.functions.copy(to, positions + i * config.n_embd * 4, config.n_embd * 4);
        functions.addOutputRow(table, at(ids, i), 1, to);
      }
    });
  }

  #finalNormBackward(count: number): void {
    const { functions, config } = this.kernel;
    const last = at(this.#states, config.n_layer);
    const weight = functions.finalNormPart(0);
    for (let t = 0; t < count; t++) {
      const [dy, dx] = [rowOf(this.#dHidden, t), rowOf(this.#dState, t)];
      functions.normBackward(rowOf(last, t), config.n_embd, weight, config.layer_norm_epsilon, dy, dx);
    }
  }
}
