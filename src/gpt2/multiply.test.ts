import { expect, it } from "vitest";
import { multiply } from "./multiply.ts";

/** By the book: one sum at a time. */
function plainly(x: readonly number[], matrix: readonly number[], inputs: number, bias: readonly number[]): number[] {
  const [rows, outputs] = [x.length / inputs, matrix.length / inputs];
  return Array.from({ length: rows * outputs }, (_, at) => {
    const [row, output] = [Math.floor(at / outputs), at % outputs];
    let sum = bias[output] ?? 0;
    for (let k = 0; k < inputs; k++) sum += (x[row * inputs + k] ?? 0) * (matrix[output * inputs + k] ?? 0);
    return sum;
  });
}

// Rows around its groups of four, outputs around its pairs.
it.each([1, 3, 4, 5, 9].flatMap((rows) => [1, 2, 3].map((outputs) => [rows, outputs] as const)))(
  "multiplies %i rows for %i outputs",
  (rows, outputs) => {
    const inputs = 3;
    const x = Array.from({ length: rows * inputs }, (_, i) => ((i * 7) % 11) - 5);
    const matrix = Array.from({ length: outputs * inputs }, (_, i) => ((i * 5) % 13) - 6);
    const bias = Array.from({ length: outputs }, (_, i) => i + 0.5);
    const [a, b] = [Float32Array.from(x), Float32Array.from(matrix)];
    expect([...multiply(a, b, inputs, Float32Array.from(bias))]).toEqual(plainly(x, matrix, inputs, bias));
    expect([...multiply(a, b, inputs)]).toEqual(plainly(x, matrix, inputs, []));
  },
);
