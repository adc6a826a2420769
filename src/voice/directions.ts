import { at } from "../contract/at.ts";
import type { LowRankTerm } from "../contract/low-rank.ts";
import { eigenOf } from "./symmetric-eigen.ts";

/** One direction of what an adapter adds to a matrix: `output · inputᵀ`, both as long as the root of its strength. */
export interface Direction {
  /** As a checkpoint has it: `h.0.attn.c_attn`. */
  readonly module: string;
  /** Singular value. */
  readonly strength: number;
  readonly input: Float32Array<ArrayBuffer>;
  readonly output: Float32Array<ArrayBuffer>;
}

/** Weaker than the strongest by this factor, a direction is what rounding left. */
const NOTHING = 1e-6;

/** The directions of a term, strongest first: the singular value decomposition of scale · B A, by matrices of the rank's size alone. */
export function directionsOf({ module, rank, scale, a, b }: LowRankTerm): Direction[] {
  const rows = Array.from({ length: rank }, (_, j) => a.subarray((j * a.length) / rank, ((j + 1) * a.length) / rank));
  const outputs = b.length / rank;
  const columns = Array.from({ length: rank }, (_, j) =>
    Float32Array.from({ length: outputs }, (_, i) => at(b, i * rank + j)),
  );
  const inputs = eigenOf(gram(rows), rank);
  const root = rootOf(inputs.vectors, inputs.values, rank);
  const squared = eigenOf(between(root, gram(columns), rank), rank);
  const strengths = Array.from(squared.values, (value) => Math.sqrt(Math.max(0, value)));
  const strongest = Math.max(...strengths);
  const order = strengths.map((_, k) => k).sort((one, other) => at(strengths, other) - at(strengths, one));
  return order.flatMap((k) => {
    const own = at(strengths, k);
    if (!(own > NOTHING * strongest)) return [];
    // B root v is as long as the singular value; Aᵀ root⁻¹ v has length 1.
    const forward = weightsOf(k, squared.vectors, rank, (i, j) => at(root, i * rank + j));
    const back = weightsOf(k, squared.vectors, rank, (i, j) => inverseAt(root, inputs.values, rank, i, j));
    const strength = own * Math.abs(scale);
    const long = Math.sqrt(strength);
    const output = sumOf(columns, forward, (Math.sign(scale) * long) / own);
    return [{ module, strength, input: sumOf(rows, back, long), output }];
  });
}

/** Products of each with each, [count][count]. */
function gram(vectors: readonly Float32Array[]): Float64Array {
  const size = vectors.length;
  const products = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = i; j < size; j++) {
      const one = at(vectors, i);
      const other = at(vectors, j);
      let sum = 0;
      for (let k = 0; k < one.length; k++) sum += (one[k] ?? 0) * (other[k] ?? 0);
      products[i * size + j] = sum;
      products[j * size + i] = sum;
    }
  return products;
}

/** Q √Λ: its columns are the eigenvectors, each as long as the root of its value. */
function rootOf(vectors: Float64Array, values: Float64Array, size: number): Float64Array {
  return vectors.map((value, i) => value * Math.sqrt(Math.max(0, at(values, i % size))));
}

/** Entry of Q √Λ⁻¹; 0 where the value is nothing. */
function inverseAt(root: Float64Array, values: Float64Array, size: number, i: number, j: number): number {
  const value = at(values, j);
  return value > 1e-12 * Math.max(...values) ? at(root, i * size + j) / value : 0;
}

/** rootᵀ · middle · root */
function between(root: Float64Array, middle: Float64Array, size: number): Float64Array {
  const half = product(middle, root, size);
  const turned = root.map((_, i) => at(root, (i % size) * size + Math.floor(i / size)));
  return product(turned, half, size);
}

function product(one: Float64Array, other: Float64Array, size: number): Float64Array {
  return Float64Array.from({ length: size * size }, (_, entry) => {
    const [i, j] = [Math.floor(entry / size), entry % size];
    let sum = 0;
    for (let k = 0; k < size; k++) sum += at(one, i * size + k) * at(other, k * size + j);
    return sum;
  });
}

/** How much of each factor goes into direction `k`. */
function weightsOf(k: number, vectors: Float64Array, size: number, entry: (i: number, j: number) => number): number[] {
  return Array.from({ length: size }, (_, i) => {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += entry(i, j) * at(vectors, j * size + k);
    return sum;
  });
}

function sumOf(
  vectors: readonly Float32Array[],
  weights: readonly number[],
  factor: number,
): Float32Array<ArrayBuffer> {
  const sum = new Float64Array(at(vectors, 0).length);
  vectors.forEach((vector, i) => {
    const weight = at(weights, i) * factor;
    for (let k = 0; k < sum.length; k++) sum[k] = (sum[k] ?? 0) + weight * (vector[k] ?? 0);
  });
  return Float32Array.from(sum);
}
