import type { LowRankTerm } from "../../contract/low-rank.ts";
import type { Gpt2Config } from "../../gpt2/config.ts";
import type { KernelInstance } from "../instance.ts";
import { padTo } from "../pad-to.ts";
import { type Place, placePairs } from "./adapter-places.ts";
import type { AdapterShape, AdapterTarget, LowRankPair, PairAddresses } from "./adapter-shape.ts";
import { TrainedFloats } from "./trained-floats.ts";

/** The factors of an adapter in the kernel's memory. Rows are padded to 16 floats and the rank to a multiple of 4. */
export class AdapterRoom extends TrainedFloats {
  readonly shape: AdapterShape;
  /** The rank with its padding. */
  readonly rank: number;
  readonly #kernel: KernelInstance;
  readonly #places: readonly Place[];

  /** @param steps whether it is trained itself; without, it has no moments. @throws Refusal `out_of_memory` */
  constructor(kernel: KernelInstance, config: Gpt2Config, shape: AdapterShape, steps: boolean) {
    const rank = padTo(shape.rank, 4);
    const { places, count } = placePairs(config, shape, rank);
    super(kernel, count, steps);
    this.#kernel = kernel;
    this.shape = shape;
    this.rank = rank;
    this.#places = places;
  }

  /** Undefined where the adapter leaves that matrix as it is. */
  find(layer: number, target: AdapterTarget): PairAddresses | undefined {
    const place = this.#places.find((one) => one.layer === layer && one.target === target);
    if (place === undefined) return undefined;
    const { inputStride, outputStride } = place;
    return {
      a: this.values + place.a * 4,
      b: this.values + place.b * 4,
      aGradient: this.gradients + place.a * 4,
      bGradient: this.gradients + place.b * 4,
      inputStride,
      outputStride,
    };
  }

  /** The factors as they are now. */
  read(): LowRankPair[] {
    return this.#readFrom(this.values);
  }

  /** What was gathered of their gradients since the last step. */
  readGradients(): LowRankPair[] {
    return this.#readFrom(this.gradients);
  }

  #readFrom(block: number): LowRankPair[] {
    const { rank } = this.shape;
    return this.#places.map(({ layer, target, inputs, outputs, inputStride, outputStride, a, b }) => {
      const [first, second] = [new Float32Array(rank * inputs), new Float32Array(outputs * rank)];
      for (let j = 0; j < rank; j++) {
        first.set(this.#kernel.floats(block + (a + j * inputStride) * 4, inputs), j * inputs);
        this.#kernel.floats(block + (b + j * outputStride) * 4, outputs).forEach((value, i) => {
          second[i * rank + j] = value;
        });
      }
      return { layer, target, a: first, b: second };
    });
  }

  /** Puts factors in; those that are not named stay as they are. */
  write(pairs: readonly LowRankPair[]): void {
    const { rank } = this.shape;
    for (const { layer, target, a, b } of pairs) {
      const place = this.#places.find((one) => one.layer === layer && one.target === target);
      if (place === undefined || a.length !== rank * place.inputs || b.length !== place.outputs * rank) {
        throw new RangeError(`h.${layer}.${target}: the factors do not fit the adapter.`);
      }
      for (let j = 0; j < rank; j++) {
        const row = a.subarray(j * place.inputs, (j + 1) * place.inputs);
        this.#kernel.floats(this.values + (place.a + j * place.inputStride) * 4, place.inputs).set(row);
        const to = this.#kernel.floats(this.values + (place.b + j * place.outputStride) * 4, place.outputs);
        for (let i = 0; i < place.outputs; i++) to[i] = b[i * rank + j] ?? 0;
      }
    }
  }

  /**
   * Puts terms in the place of all factors, and forgets how they were trained. Those of one matrix lie side by side; a matrix without one
   * gets nothing, and no step changes that: with both factors 0 their gradients are.
   */
  replace(terms: readonly LowRankTerm[]): void {
    for (const address of [this.values, this.gradients, ...this.moments])
      this.#kernel.floats(address, this.count).fill(0);
    const half = Math.sqrt(this.shape.rank / this.shape.alpha);
    for (const { layer, target, inputs, outputs, inputStride, outputStride, a, b } of this.#places) {
      let row = 0;
      for (const term of terms.filter(({ module }) => module === `h.${layer}.${target}`)) {
        if (row + term.rank > this.shape.rank)
          throw new RangeError(`${term.module}: the factors do not fit the adapter.`);
        for (let j = 0; j < term.rank; j++, row++) {
          const to = this.#kernel.floats(this.values + (a + row * inputStride) * 4, inputs);
          for (let i = 0; i < inputs; i++) to[i] = half * (term.a[j * inputs + i] ?? 0);
          const from = this.#kernel.floats(this.values + (b + row * outputStride) * 4, outputs);
          for (let i = 0; i < outputs; i++) from[i] = half * term.scale * (term.b[i * term.rank + j] ?? 0);
        }
      }
    }
  }
}
