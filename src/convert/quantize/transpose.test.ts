import { describe, expect, it } from "vitest";
import { noise } from "../testing/random-checkpoint.ts";
import { sliceColumns, transpose } from "./transpose.ts";

describe("transposing", () => {
  it("swaps rows and columns across tiles", () => {
    const matrix = noise(130 * 70);
    const turned = transpose(matrix, 70);
    expect(turned[69 * 130 + 129]).toBe(matrix[129 * 70 + 69]);
    expect(transpose(turned, 130)).toEqual(matrix);
  });

  it.each([
    [1, 1],
    [3, 2],
    [65, 130],
  ])("undoes itself for %i rows of %i", (rows, columns) => {
    const matrix = noise(rows * columns);
    const turned = transpose(matrix, columns);
    for (let r = 0; r < rows; r++)
      for (let c = 0; c < columns; c++) expect(turned[c * rows + r]).toBe(matrix[r * columns + c]);
    expect(transpose(turned, rows)).toEqual(matrix);
  });

  it("cuts columns out", () => {
    expect(sliceColumns(Float32Array.of(1, 2, 3, 4, 5, 6), 3, 1, 3)).toEqual(Float32Array.of(2, 3, 5, 6));
  });
});
