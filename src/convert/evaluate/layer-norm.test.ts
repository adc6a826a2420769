import { describe, expect, it } from "vitest";
import { layerNorm } from "./layer-norm.ts";

describe("layerNorm", () => {
  it("brings each row to mean 0 and variance 1, then scales and shifts it", () => {
    const out = layerNorm(Float32Array.of(1, 3, 10, 30), Float32Array.of(2, 1), Float32Array.of(0, 5), 0);
    expect([...out]).toEqual([-2, 6, -2, 6]);
  });

  it("does not divide by nothing where all values are the same", () => {
    expect([...layerNorm(Float32Array.of(4, 4), Float32Array.of(1, 1), Float32Array.of(0, 1), 1e-5)]).toEqual([0, 1]);
  });
});
