import { describe, expect, it } from "vitest";
import { sliceColumns, transpose } from "./transpose.ts";

describe("transpose", () => {
  it.each([
    [1, 1],
    [3, 2],
    [65, 130],
  ])("turns %d rows of %d columns round, and back", (rows, columns) => {
    const values = Float32Array.from({ length: rows * columns }, (_, at) => at);
    const turned = transpose(values, columns);
    expect(turned[rows * (columns - 1)]).toBe(columns - 1);
    expect(transpose(turned, rows)).toEqual(values);
  });
});

describe("sliceColumns", () => {
  it("has some columns as a matrix of their own", () => {
    expect([...sliceColumns(Float32Array.of(1, 2, 3, 4, 5, 6), 3, 1, 3)]).toEqual([2, 3, 5, 6]);
  });
});
