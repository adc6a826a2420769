import type { Gpt2Config } from "../../gpt2/config.ts";
import type { KernelInstance } from "../instance.ts";
import type { TensorValues } from "../package-values.ts";
import { TrainedFloats } from "./trained-floats.ts";
import type { Rows } from "./training-kernel.ts";
import { placeWeights, type WeightPlace } from "./weight-places.ts";

/** A tensor that is trained: its values and their gradients. A vector is one row. */
export interface TrainedTensor {
  readonly value: Rows;
  readonly gradient: Rows;
}

/** A weight and its bias. */
export interface TrainedPair {
  readonly weight: TrainedTensor;
  readonly bias: TrainedTensor;
}

/** The values of a tensor, by its name in a checkpoint without `transformer.`, in the order that a checkpoint has them in. */
export interface NamedValues {
  readonly name: string;
  readonly values: Float32Array;
}

/** All weights of a model in the kernel's memory, as floats. */
export class WeightRoom extends TrainedFloats {
  readonly #kernel: KernelInstance;
  readonly #places: ReadonlyMap<string, WeightPlace>;

  /** @throws Refusal `out_of_memory` */
  constructor(kernel: KernelInstance, config: Gpt2Config) {
    const { places, count } = placeWeights(config);
    super(kernel, count, true);
    this.#kernel = kernel;
    this.#places = new Map(places.map((place) => [place.name, place]));
  }

  /** @param name as a checkpoint has it, without `transformer.` */
  find(name: string): TrainedTensor {
    const { first, stride } = this.#place(name);
    const place = (block: number) => ({ address: block + first * 4, stride });
    return { value: place(this.values), gradient: place(this.gradients) };
  }

  /** @param name of a product or a norm */
  findPair(name: string): TrainedPair {
    return { weight: this.find(`${name}.weight`), bias: this.find(`${name}.bias`) };
  }

  /** Puts a tensor in. */
  write({ name, values }: NamedValues): void {
    const { rows, columns, stride, first } = this.#place(name);
    if (values.length !== rows * columns)
      throw new RangeError(`${name}: ${values.length} values, not ${rows * columns}.`);
    for (let row = 0; row < rows; row++) {
      const to = this.#kernel.floats(this.values + (first + row * stride) * 4, columns);
      to.set(values.subarray(row * columns, (row + 1) * columns));
    }
  }

  /** All tensors as they are now, one after the other. */
  *read(): Generator<TensorValues> {
    yield* this.#readFrom(this.values);
  }

  /** What was gathered of their gradients since the last step. */
  *readGradients(): Generator<TensorValues> {
    yield* this.#readFrom(this.gradients);
  }

  *#readFrom(block: number): Generator<TensorValues> {
    for (const { name, shape, rows, columns, stride, first } of this.#places.values()) {
      const values = new Float32Array(rows * columns);
      for (let row = 0; row < rows; row++) {
        values.set(this.#kernel.floats(block + (first + row * stride) * 4, columns), row * columns);
      }
      yield { name, shape, values };
    }
  }

  #place(name: string): WeightPlace {
    const place = this.#places.get(name);
    if (place === undefined) throw new RangeError(`The model has no ${name}.`);
    return place;
  }
}
