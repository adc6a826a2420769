import { expect, it } from "vitest";
import { eigenOf } from "./symmetric-eigen.ts";

const column = (vectors: Float64Array, size: number, k: number) =>
  Array.from({ length: size }, (_, i) => vectors[i * size + k] ?? Number.NaN);

it("finds eigenvalues and unit eigenvectors, also of a matrix that is far from diagonal", () => {
  const matrix = Float64Array.of(4, 1, -2, 1, 3, 0.5, -2, 0.5, -1);
  const { values, vectors } = eigenOf(matrix, 3);
  for (let k = 0; k < 3; k++) {
    const vector = column(vectors, 3, k);
    for (let i = 0; i < 3; i++) {
      const product = vector.reduce((sum, value, j) => sum + (matrix[3 * i + j] ?? 0) * value, 0);
      expect(product).toBeCloseTo((values[k] ?? Number.NaN) * (vector[i] ?? Number.NaN), 10);
    }
    expect(Math.hypot(...vector)).toBeCloseTo(1, 12);
  }
  expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(6, 12);
});

it("takes a matrix that is nothing, and one that is turned already", () => {
  expect([...eigenOf(new Float64Array(4), 2).values]).toEqual([0, 0]);
  expect([...eigenOf(Float64Array.of(2, 0, 0, 5), 2).values]).toEqual([2, 5]);
});
