import type { KernelInstance } from "../instance.ts";

/**
 * What is trained, in the kernel's memory: four blocks of equal shape for values, gradients and Adam's two moments. What fills rows up are
 * zeros that stay zeros: their gradients are.
 */
export class TrainedFloats {
  /** Floats of one block. */
  readonly count: number;
  readonly values: number;
  readonly gradients: number;
  readonly #kernel: KernelInstance;
  readonly #moments: readonly [number, number] | undefined;

  /** @param steps whether it is trained itself; without, it has no moments. @throws Refusal `out_of_memory` */
  constructor(kernel: KernelInstance, count: number, steps: boolean) {
    this.#kernel = kernel;
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
