import { transpose } from "./transpose.ts";

/** Largest magnitude of a symmetric int8 weight: -128 is left out so that negation is exact. */
const LIMIT = 127;

interface Int8Matrix {
  /** Row-major [rows, columns]. */
  readonly values: Int8Array;
  /** One float32 per column: weight = value × scale. */
  readonly scales: Float32Array;
}

/** Quantizes a row-major [rows, columns] matrix, symmetric, with one scale per column: largest magnitude / 127. */
export function quantizeColumns(weights: Float32Array, columns: number): Int8Matrix {
  const scales = new Float32Array(columns);
  const inverse = new Float64Array(columns);
  for (let start = 0; start < weights.length; start += columns) {
    for (let column = 0; column < columns; column++) {
      const magnitude = Math.abs(weights[start + column] ?? 0);
      if (magnitude > (inverse[column] ?? 0)) inverse[column] = magnitude;
    }
  }
  for (let column = 0; column < columns; column++) {
    const largest = inverse[column] ?? 0;
    scales[column] = largest / LIMIT;
    inverse[column] = largest === 0 ? 0 : LIMIT / largest;
  }
  const values = new Int8Array(weights.length);
  for (let start = 0; start < weights.length; start += columns) {
    for (let column = 0; column < columns; column++) {
      // Math.round, three times as fast: the sum is positive, so that cutting it rounds down.
      values[start + column] = (((weights[start + column] ?? 0) * (inverse[column] ?? 0) + 128.5) | 0) - 128;
    }
  }
  return { values, scales };
}

/**
 * Quantizes a row-major [rows, columns] matrix with one scale per row and returns it transposed: [columns, rows], one
 * scale per column. So an embedding table [vocabulary, width] becomes the output matrix [width, vocabulary].
 */
export function quantizeRowsTransposed(weights: Float32Array, columns: number): Int8Matrix {
  return quantizeColumns(transpose(weights, columns), weights.length / columns);
}
