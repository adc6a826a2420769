import { describe, expect, it } from "vitest";
import type { SecondLearner } from "../contract/second-learner.ts";
import { JoinedSecond } from "./joined-second.ts";

const never = new Promise<never>(() => {});
const silent: SecondLearner = {
  setValues: () => never,
  score: () => never,
  accumulate: () => never,
  takeGradients: () => never,
};

/** Steps that a thread is kept for, of as many halves waited for as are given. */
function stepsOf(waits: readonly number[]): number {
  let ended = 0;
  const second = new JoinedSecond(silent, never, () => void ended++);
  let steps = 0;
  for (const wait of waits) {
    second.judge(wait * 100, 100);
    steps++;
    if (!second.isThere) break;
  }
  expect(ended).toBe(second.isThere ? 0 : 1);
  return steps;
}

const times = (count: number, ...waits: readonly number[]) =>
  Array.from({ length: count * waits.length }, (_, i) => waits[i % waits.length] ?? 0);

describe("whether a second thread pays", () => {
  it("keeps one that saves some of each step, however little", () => {
    expect(stepsOf(times(1000, 0))).toBe(1000);
    expect(stepsOf(times(1000, 0.95))).toBe(1000);
  });

  it("gives up one that costs more than it saves, soon where that is much", () => {
    expect(stepsOf(times(1000, 2))).toBeLessThan(8);
    expect(stepsOf(times(1000, 1.1))).toBeLessThan(24);
    // One step in which it saves everything changes nothing of that.
    expect(stepsOf([...times(5, 1.5), 0, ...times(100, 1.5)])).toBeLessThan(24);
  });

  it("keeps one that is waited for now and then, for however long", () => {
    expect(stepsOf([1e6, ...times(100, 0.2)])).toBe(101);
    expect(stepsOf(times(250, 5, 0.1, 0.1, 0.1))).toBe(1000);
    // As many in a row as other work on its processor takes for a moment.
    expect(stepsOf(times(50, ...times(4, 2), ...times(12, 0.1)))).toBe(800);
  });

  it("does not judge without a clock", () => {
    const second = new JoinedSecond(silent, never, () => {});
    for (let step = 0; step < 100; step++) second.judge(0, 0);
    expect(second.isThere).toBe(true);
  });
});
