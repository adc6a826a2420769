import { expect, it } from "vitest";
import type { Trainable } from "../train/trainable.ts";
import { CountedModel } from "./counted-model.ts";

const TEXTS = [
  [1, 2, 3],
  [4, 5],
];

it("counts tokens by what is done with them, and the time of that alone", async () => {
  let clock = 0;
  const took = (milliseconds: number) => {
    clock += milliseconds;
    return 0.5;
  };
  const breathe = async () => void took(1000);
  const model: Trainable = {
    steps: 0,
    async lossOf(_, pause) {
      await pause();
      return took(10);
    },
    async gather(_texts, _weight, pause) {
      // As two threads do.
      await Promise.all([pause(), pause()]);
      return took(60);
    },
    step: () => took(30),
    copyValues: () => Float32Array.of(1),
    save: () => new Float32Array(1),
    restore: () => undefined,
  };
  const counted = new CountedModel(model, () => clock);
  expect(counted.tokensPerSecond).toBe(0);
  expect(await counted.lossOf(TEXTS, breathe)).toBe(0.5);
  expect([counted.work, counted.busy]).toEqual([3, 10]);
  clock += 1000;
  await counted.gather(TEXTS, 1, breathe);
  counted.step({ rate: 1, clip: 1 });
  expect([counted.work, counted.busy]).toEqual([12, 100]);
  expect(counted.tokensPerSecond).toBeCloseTo(40);
  counted.steps = 5;
  expect(model.steps).toBe(5);
});
