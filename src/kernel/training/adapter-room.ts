import type { LowRankTerm } from "../../contract/low-rank.ts";
import type { Gpt2Config } from "../../gpt2/config.ts";
import type { KernelInstance } from "../instance.ts";
import { padTo } from "../pad-to.ts";
import { type Place, placePairs } from "./adapter-places.ts";
import type { AdapterShape, AdapterTarget, LowRankPair, PairAddresses } from "./adapter-shape.ts";

/**
 * The trained weights in the kernel's memory: four blocks of equal shape for values, gradients and Adam's two moments. Rows are padded to
 * 16 floats and the rank to a multiple of 4, with zeros that stay zeros: their gradients are.
 */
export class AdapterRoom {
  readonly shape: AdapterShape;
  /** The rank with its padding. */
  readonly rank: number;
  /** Floats of one block. */
  readonly count: number;
  readonly values: number;
  readonly gradients: number;
  readonly #moments: readonly [number, number] | undefined;
  readonly #kernel: KernelInstance;
  readonly #places: readonly Place[];

  /** @param steps whether it is trained itself; without, it has no moments. @throws Refusal `out_of_memory` */
  constructor(kernel: KernelInstance, config: Gpt2Config, shape: AdapterShape, steps: boolean) {
    this.#kernel = kernel;
    this.shape = shape;
    this.rank = padTo(shape.rank, 4);
    const { places, count } = placePairs(config, shape, this.rank);
    this.#places = places;
    this.count = count;
    const block = () => kernel.allocate(count * 4, "training");
    this.values = block();
    this.gradients = block();
    this.#moments = steps ? [block(), block()] : undefined;
  }

  /** Adam's. */
  get moments(): readonly [number, number] {
    if (this.#moments === undefined) throw new Error("A room without moments makes no steps.");
    return this.#moments;
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

  /** A copy of the block of values alone. @param into takes it, where it has room for it and no more */
  copyValues(into?: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
    return this.#copy(this.values, into);
  }

  #copy(block: number, into?: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
    const copy = into?.length === this.count ? into : new Float32Array(this.count);
    copy.set(this.#kernel.floats(block, this.count));
    return copy;
  }

  /** Puts another room's values in the place of these, and forgets what was gathered. @param values of {@link copyValues} */
  setValues(values: Float32Array): void {
    if (values.length !== this.count) throw new RangeError("Values of another adapter.");
    this.#kernel.floats(this.values, this.count).set(values);
    this.#kernel.floats(this.gradients, this.count).fill(0);
  }

  /** A copy of what was gathered, which is 0 afterwards. @param into as of {@link copyValues} */
  takeGradients(into?: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
    const taken = this.#copy(this.gradients, into);
    this.#kernel.floats(this.gradients, this.count).fill(0);
    return taken;
  }

  /** @param taken of {@link takeGradients} of a room of the same shape */
  addGradients(taken: Float32Array): void {
    if (taken.length !== this.count) throw new RangeError("Gradients of another adapter.");
    const gradients = this.#kernel.floats(this.gradients, this.count);
    for (let i = 0; i < gradients.length; i++) gradients[i] = (gradients[i] ?? 0) + (taken[i] ?? 0);
  }

  /** A copy of the block of values, and of the moments: what goes on exactly where training was. */
  save(): Float32Array<ArrayBuffer> {
    const blocks = [this.values, ...this.moments].map((address) => this.#kernel.floats(address, this.count));
    const saved = new Float32Array(3 * this.count);
    blocks.forEach((block, i) => {
      saved.set(block, i * this.count);
    });
    return saved;
  }

  /** @param saved of {@link save} of a room of the same shape, or of {@link copyValues}: then the moments begin anew */
  restore(saved: Float32Array): void {
    if (saved.length !== this.count && saved.length !== 3 * this.count)
      throw new RangeError("A saved state of another adapter.");
    [this.values, ...this.moments].forEach((address, i) => {
      const block = this.#kernel.floats(address, this.count);
      const from = saved.subarray(i * this.count, (i + 1) * this.count);
      if (from.length > 0) block.set(from);
      else block.fill(0);
    });
    this.#kernel.floats(this.gradients, this.count).fill(0);
  }
}
