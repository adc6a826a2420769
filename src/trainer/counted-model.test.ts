import { expect, it } from "vitest";
import type { Trainable } from "../train/trainable.ts";
import { CountedModel } from "./counted-model.ts";

const TEXTS = [
  [1, 2, 3],
  [4, 5],
];

it("counts tokens by what is done with them, and the time of that alone", () => {
  let clock = 0;
  const took = (milliseconds: number) => {
    clock += milliseconds;
    return 0.5;
  };
  const model: Trainable = {
    tokens: 8,
    steps: 0,
    score: () => took(10),
    accumulate: () => took(60),
    step: () => took(30),
    save: () => new Float32Array(1),
    restore: () => undefined,
  };
  const counted = new CountedModel(model, () => clock);
  expect(counted.tokensPerSecond).toBe(0);
  expect(counted.score(TEXTS)).toBe(0.5);
  expect([counted.work, counted.busy]).toEqual([3, 10]);
  clock += 1000;
  counted.accumulate(TEXTS, 1);
  counted.step({ rate: 1, clip: 1 });
  expect([counted.work, counted.busy]).toEqual([12, 100]);
  expect(counted.tokensPerSecond).toBeCloseTo(40);
  counted.steps = 5;
  expect([counted.tokens, model.steps]).toEqual([8, 5]);
});
