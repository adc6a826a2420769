import { expect, it } from "vitest";
import { stepNumber } from "./step-number.ts";

const share = { default: 1, min: 0, max: 1, step: 0.01 };

it.each([
  [0.1, 1, 0.11],
  [0.29, 1, 0.3],
  [0.7, 10, 0.8],
  [0.05, -10, 0],
  [1, 1, 1],
  [5, -1, 1],
  [undefined, 1, 0.01],
  [Number.NaN, 1, 0.01],
])("from %d, %d steps lead to %d", (from, steps, to) => expect(stepNumber(from, steps, share)).toBe(to));
