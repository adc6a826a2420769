import type { Direction } from "./directions.ts";

/** A vector as whole steps: a value is its number times the step. */
export interface RoundedVector {
  readonly step: number;
  readonly values: Int8Array<ArrayBuffer>;
}

/** A direction as it is kept: 8 bits a value, most of them near 0, so that compressing leaves three to five. */
export interface RoundedDirection {
  readonly module: string;
  readonly input: RoundedVector;
  readonly output: RoundedVector;
}

const MOST = 127;

/**
 * @param fineness what one step changes in the product: a stronger direction gets smaller steps, since what is rounded off its one vector
 * is multiplied with all of the other
 */
export function roundDirection({ module, strength, input, output }: Direction, fineness: number): RoundedDirection {
  const step = fineness / Math.sqrt(strength);
  return { module, input: roundVector(input, step), output: roundVector(output, step) };
}

/** @param wanted the step, unless it would leave the range of 8 bits */
function roundVector(vector: Float32Array, wanted: number): RoundedVector {
  const largest = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const step = Math.fround(Math.max(wanted, largest / MOST));
  return { step, values: Int8Array.from(vector, (value) => Math.max(-MOST, Math.min(MOST, Math.round(value / step)))) };
}

/** What is left of a vector. */
export function vectorOf({ step, values }: RoundedVector): Float32Array<ArrayBuffer> {
  return Float32Array.from(values, (value) => value * step);
}
