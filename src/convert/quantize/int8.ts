import { forEachTransposed } from "./transpose.ts";

/** Largest magnitude of a symmetric int8 weight: -128 is left out so that negation is exact. */
const LIMIT = 127;

export interface Int8Matrix {
  /** Row-major [rows, columns]. */
  readonly values: Int8Array;
  /** One float32 per column: weight = value × scale. */
  readonly scales: Float32Array;
}

/** Quantizes a row-major [rows, columns] matrix, symmetric, with one scale per column: largest magnitude / 127. */
export function quantizeColumns(weights: Float32Array, columns: number): Int8Matrix {
  const scales = new Float32Array(columns);
  for (let i = 0, column = 0; i < weights.length; i++) {
    const magnitude = Math.abs(weights[i] ?? 0);
    if (magnitude > (scales[column] ?? 0)) scales[column] = magnitude;
    column = column + 1 === columns ? 0 : column + 1;
  }
  const inverse = scaleToLimit(scales);
  const values = new Int8Array(weights.length);
  for (let i = 0, column = 0; i < weights.length; i++) {
    values[i] = Math.round((weights[i] ?? 0) * (inverse[column] ?? 0));
    column = column + 1 === columns ? 0 : column + 1;
  }
  return { values, scales };
}

/**
 * Quantizes a row-major [rows, columns] matrix with one scale per row and returns it transposed: [columns, rows], one
 * scale per column. So an embedding table [vocabulary, width] becomes the output matrix [width, vocabulary].
 */
export function quantizeRowsTransposed(weights: Float32Array, columns: number): Int8Matrix {
  const rows = weights.length / columns;
  const scales = new Float32Array(rows);
  for (let row = 0; row < rows; row++) {
    let largest = 0;
    for (let i = row * columns; i < (row + 1) * columns; i++) largest = Math.max(largest, Math.abs(weights[i] ?? 0));
    scales[row] = largest;
  }
  const inverse = scaleToLimit(scales);
  const values = new Int8Array(weights.length);
  forEachTransposed(rows, columns, (from, to, row) => {
    values[to] = Math.round((weights[from] ?? 0) * (inverse[row] ?? 0));
  });
  return { values, scales };
}

/** Turns largest magnitudes into scales in place and returns the factors weight → value; a column of zeros gets 0. */
function scaleToLimit(magnitudes: Float32Array): Float64Array {
  return Float64Array.from(magnitudes, (magnitude, i) => {
    magnitudes[i] = magnitude / LIMIT;
    return magnitude === 0 ? 0 : LIMIT / magnitude;
  });
}
