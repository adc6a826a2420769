import { describe, expect, it } from "vitest";
import { SmallModel } from "./testing/small-model.ts";
import { train } from "./train.ts";
import type { Checkpoint, TrainHooks } from "./training-run.ts";
import { sumInGroups } from "./sum-in-groups.ts";

type Texts = readonly (readonly number[])[];

const text = (id: number) => [0, id, id, id];
const even = Array.from({ length: 40 }, (_, i) => text(2 * i));
const texts = { training: even, heldOut: even.slice(0, 5), cut: 0 };

/** As a model of which every weight is trained. */
class SmallWhole extends SmallModel {
  copyValues() {
    return this.adapter.copyValues();
  }

  lossOf(some: Texts, breathe: () => Promise<void>) {
    return sumInGroups(some, this.tokens, (group) => this.score(group), breathe);
  }

  gather(some: Texts, weight: number, breathe: () => Promise<void>) {
    return sumInGroups(some, this.tokens, (group) => this.accumulate(group, weight), breathe);
  }
}

function listen(more: Partial<TrainHooks> = {}) {
  const checkpoints: Checkpoint[] = [];
  const hooks: TrainHooks = {
    onStep: () => {},
    onEvaluation: () => {},
    onCheckpoint: async (checkpoint) => void checkpoints.push(checkpoint),
    isStopped: () => false,
    breathe: async () => {},
    ...more,
  };
  return { hooks, checkpoints };
}

describe("a model that is computed in groups", () => {
  it("learns, and goes on from a checkpoint to the same values", async () => {
    const { hooks, checkpoints } = listen();
    const [whole, again] = [new SmallWhole(), new SmallWhole()];
    const options = { epochs: 3, rate: 0.01, seed: 1 };
    const result = await train(whole, texts, options, hooks);
    expect(result).toMatchObject({ end: "done", step: 15 });
    expect(whole.value).toBeGreaterThan(0.8);
    const resumed = await train(again, texts, options, listen().hooks, checkpoints[1]);
    expect([again.value, resumed.after]).toEqual([whole.value, result.after]);
  });

  it("computes as many tokens at once as there is room for, and breathes between", async () => {
    let breaths = 0;
    const breathe = async () => void breaths++;
    const model = new SmallWhole();
    const four = even.slice(0, 4);
    expect(await model.lossOf(four, breathe)).toBe(12);
    expect(breaths).toBe(2);
    expect(await model.gather(four, 1 / 12, breathe)).toBe(12);
    expect(breaths).toBe(4);
  });

  it("goes on from the second of two rates where that is better, and from the first where it is not", async () => {
    for (const rates of [
      [0.001, 0.006],
      [0.006, 0.001],
    ] as const) {
      const [searched, told] = [new SmallWhole(), new SmallWhole()];
      const found = await train(searched, texts, { epochs: 2, seed: 1, rates }, listen().hooks);
      expect(found.rate).toBe(0.006);
      await train(told, texts, { epochs: 2, seed: 1, rate: 0.006 }, listen().hooks);
      expect(searched.value).toBe(told.value);
    }
  });
});
