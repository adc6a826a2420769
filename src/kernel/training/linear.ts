import { padTo } from "../pad-to.ts";
import type { PairAddresses } from "./adapter-shape.ts";
import type { Product } from "./model-parts.ts";
import { allocateRows, type Rows, type TrainingKernel } from "./training-kernel.ts";

/** A matrix of the base, frozen, with its pair of low-rank factors where the adapter has one. */
export class Linear implements Product {
  readonly #kernel: TrainingKernel;
  readonly #outputs: number;
  readonly #address: number;
  readonly #pair: PairAddresses | undefined;
  readonly #shared: SharedRoom;
  /** alpha / rank · A x of the last forward pass, [rows][rank] */
  readonly #factors: number;

  /**
   * @param address of the base's product in the kernel
   * @throws Refusal `out_of_memory`
   */
  constructor(
    kernel: TrainingKernel,
    address: number,
    outputs: number,
    pair: PairAddresses | undefined,
    shared: SharedRoom,
  ) {
    this.#kernel = kernel;
    this.#outputs = outputs;
    this.#address = address;
    this.#pair = pair;
    this.#shared = shared;
    this.#factors = pair === undefined ? 0 : kernel.allocate(padTo(shared.rows, 4) * shared.rank * 4);
  }

  /** y = W x + b + alpha / rank · B (A x) */
  forward(x: Rows, count: number, y: Rows): void {
    const { functions } = this.#kernel;
    const { rank, scaling, scratch } = this.#shared;
    functions.multiplyRows(this.#address, x.address, count, y.address, y.stride * 4, scratch);
    if (this.#pair === undefined) return;
    const { a, b } = this.#pair;
    functions.multiplyFloats(x.address, padTo(count, 4), a, rank, x.stride, this.#factors, rank * 4);
    functions.scaleFloats(this.#factors, count * rank, scaling);
    functions.addProducts(this.#factors, count, b, rank, y.stride, y.address);
  }

  /** Gathers the factors' gradients. */
  backward(x: Rows, dy: Rows, count: number, dx?: Rows): void {
    if (dx !== undefined) this.#throughBase(dy, count, dx);
    if (this.#pair !== undefined) this.#throughPair(this.#pair, x, dy, count, dx);
  }

  #throughBase(dy: Rows, count: number, dx: Rows): void {
    const { functions } = this.#kernel;
    const { scratch } = this.#shared;
    const scaled = this.#shared.scaled(this.#outputs);
    const scales = functions.linearScales(this.#address);
    functions.scaleColumns(dy.address, count, this.#outputs, dy.stride * 4, scales, scaled.address, scaled.stride);
    functions.multiplyBack(this.#address, 0, this.#outputs, scaled.address, count, dx.address, dx.stride * 4, scratch);
  }

  #throughPair({ a, b, aGradient, bGradient }: PairAddresses, x: Rows, dy: Rows, count: number, dx?: Rows): void {
    const { functions } = this.#kernel;
    const { rank, scaling, changes } = this.#shared;
    functions.addOuterProducts(this.#factors, count, dy.address, dy.stride, rank, bGradient);
    functions.multiplyFloats(dy.address, padTo(count, 4), b, rank, dy.stride, changes, rank * 4);
    functions.scaleFloats(changes, count * rank, scaling);
    functions.addOuterProducts(changes, count, x.address, x.stride, rank, aGradient);
    if (dx !== undefined) functions.addProducts(changes, count, a, rank, dx.stride, dx.address);
  }
}

/** What all products of a pass share, since one is computed at a time. */
export class SharedRoom {
  readonly rows: number;
  readonly rank: number;
  /** alpha / rank */
  readonly scaling: number;
  /** For `multiplyRows` and `multiplyBack`, of the widest product. */
  readonly scratch: number;
  /** [rows][rank] */
  readonly changes: number;
  readonly #kernel: TrainingKernel;
  readonly #scaled = new Map<number, Rows>();

  /** @param widest inputs or outputs of any product. @throws Refusal `out_of_memory` */
  constructor(kernel: TrainingKernel, rows: number, rank: number, scaling: number, widest: number) {
    this.#kernel = kernel;
    this.rows = rows;
    this.rank = rank;
    this.scaling = scaling;
    this.scratch = allocateScratch(kernel, widest);
    this.changes = kernel.allocate(padTo(rows, 4) * rank * 4);
  }

  /** Rows for a gradient times its outputs' scales: of their own for each width, so that the padding stays zero. */
  scaled(width: number): Rows {
    const known = this.#scaled.get(width) ?? allocateRows(this.#kernel, this.rows, width);
    this.#scaled.set(width, known);
    return known;
  }
}

/** Scratch of `multiplyRows` and `multiplyBack` for products of at most so many inputs. */
export function allocateScratch(kernel: TrainingKernel, inputs: number): number {
  return kernel.allocate(kernel.functions.productScratchBytes(padTo(inputs, 16)));
}
