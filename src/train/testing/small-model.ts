import { countTargets } from "../batches.ts";
import type { Learner } from "../trainable.ts";
import { WORK } from "../work.ts";

/**
 * A model of one number that training moves: the loss of a token with an even id falls until the number is 1, that of a token with an odd
 * one always rises with it.
 */
export class SmallModel implements Learner {
  readonly tokens: number = 6;
  steps = 0;
  value = 0;
  #gradient = 0;
  /** Norms that are given instead of the true ones. */
  readonly broken = new Set<number>();
  /** How often anything was computed. */
  computed = 0;
  /** What was computed, as `WORK` counts it. */
  work = 0;

  score(texts: readonly (readonly number[])[]): number[] {
    this.work += WORK.scored * countTargets(texts);
    return this.#losses(texts);
  }

  #losses(texts: readonly (readonly number[])[]): number[] {
    this.computed++;
    return texts.map((ids) => ids.slice(1).reduce((sum, id) => sum + this.#loss(id), 0));
  }

  #loss(id: number): number {
    return id % 2 === 0 ? (1 - this.value) ** 2 : 1 + this.value;
  }

  accumulate(texts: readonly (readonly number[])[], weight: number): number[] {
    const ids = texts.flatMap((text) => text.slice(1));
    for (const id of ids)
      this.#gradient = Math.fround(this.#gradient + weight * (id % 2 === 0 ? -2 * (1 - this.value) : 1));
    this.work += WORK.trained * ids.length;
    return this.#losses(texts);
  }

  /** Arrays that were made for values and gradients, since none was handed in. */
  made = 0;

  readonly adapter = {
    copyValues: (into?: Float32Array<ArrayBuffer>) => this.#copy(this.value, into),
    takeGradients: (into?: Float32Array<ArrayBuffer>) => {
      const taken = this.#copy(this.#gradient, into);
      this.#gradient = 0;
      return taken;
    },
    addGradients: ([taken = Number.NaN]: Float32Array) => {
      this.#gradient = Math.fround(this.#gradient + taken);
    },
  };

  #copy(value: number, into?: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
    if (into === undefined) this.made++;
    const copy = into ?? new Float32Array(1);
    copy[0] = value;
    return copy;
  }

  /** As a second one does. */
  setValues([value = Number.NaN]: Float32Array): void {
    this.value = value;
    this.#gradient = 0;
  }

  step({ rate }: { readonly rate: number }): number {
    const gradient = this.#gradient;
    this.#gradient = 0;
    if (this.broken.has(this.steps)) return Number.NaN;
    this.steps++;
    this.value = Math.fround(this.value - 20 * rate * gradient);
    return Math.abs(gradient);
  }

  save(): Float32Array<ArrayBuffer> {
    return Float32Array.of(this.value);
  }

  restore([value = Number.NaN]: Float32Array): void {
    this.value = value;
    this.#gradient = 0;
  }
}
