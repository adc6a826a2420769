import { at } from "../contract/at.ts";

/** Sweeps of Jacobi's method; matrices of 64 rows take 8. */
const MOST_SWEEPS = 30;

/** Eigenvalues with their vectors, in no order. */
export interface Eigen {
  readonly values: Float64Array;
  /** [size][size]: column `k` belongs to value `k`. */
  readonly vectors: Float64Array;
}

/**
 * Of a symmetric matrix, by Jacobi's rotations (Golub and Van Loan 2013, 8.5).
 * @param matrix [size][size]
 */
export function eigenOf(matrix: Float64Array, size: number): Eigen {
  const rest = matrix.slice();
  const vectors = new Float64Array(size * size);
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1;
  const all = rest.reduce((sum, value) => sum + value * value, 0);
  for (let sweep = 0; sweep < MOST_SWEEPS && offDiagonal(rest, size) > 1e-28 * all; sweep++) {
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(rest, vectors, size, p, q);
  }
  return { values: Float64Array.from({ length: size }, (_, i) => at(rest, i * size + i)), vectors };
}

function offDiagonal(matrix: Float64Array, size: number): number {
  return matrix.reduce((sum, value, i) => (i % (size + 1) === 0 ? sum : sum + value * value), 0);
}

/** Turns rows and columns `p` and `q` so that what they share becomes 0. */
function rotate(matrix: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const shared = at(matrix, p * size + q);
  if (shared === 0) return;
  const tilt = (at(matrix, q * size + q) - at(matrix, p * size + p)) / (2 * shared);
  const tangent = (tilt < 0 ? -1 : 1) / (Math.abs(tilt) + Math.sqrt(1 + tilt * tilt));
  const cosine = 1 / Math.sqrt(1 + tangent * tangent);
  const sine = tangent * cosine;
  for (let i = 0; i < size; i++) mix(matrix, i * size + p, i * size + q, cosine, sine);
  for (let i = 0; i < size; i++) mix(matrix, p * size + i, q * size + i, cosine, sine);
  for (let i = 0; i < size; i++) mix(vectors, i * size + p, i * size + q, cosine, sine);
}

function mix(values: Float64Array, one: number, other: number, cosine: number, sine: number): void {
  const [x, y] = [at(values, one), at(values, other)];
  values[one] = cosine * x - sine * y;
  values[other] = sine * x + cosine * y;
}
