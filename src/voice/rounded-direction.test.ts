import { expect, it } from "vitest";
import { roundDirection, vectorOf } from "./rounded-direction.ts";

const direction = {
  module: "h.0.mlp.c_fc",
  strength: 4,
  input: Float32Array.of(0.5, -0.26, 0.1),
  output: Float32Array.of(100, -1, 0),
};

it("has the steps that are asked for, smaller ones for a strong direction, and larger ones where 8 bits need them", () => {
  const { input, output } = roundDirection(direction, 0.2);
  expect(input.step).toBeCloseTo(0.1, 6);
  expect([...input.values]).toEqual([5, -3, 1]);
  expect([...vectorOf(input)].map((value) => value.toFixed(3))).toEqual(["0.500", "-0.300", "0.100"]);
  expect([...output.values]).toEqual([127, -1, 0]);
});
