import { expect, it } from "vitest";
import { countSame } from "./count-same.ts";

it("counts the positions that choose the same token, and tells the largest difference", () => {
  const expected = Float32Array.of(0, 1, 2, 5, 4, 3);
  expect(countSame(Float32Array.of(0, 2, 1, 5, 4, 3), expected, 3)).toEqual({ same: 1, worst: 1 });
  expect(countSame(expected, expected, 3)).toEqual({ same: 2, worst: 0 });
  expect(() => countSame(Float32Array.of(1), expected, 3)).toThrow("1 logits, 6 expected");
});
