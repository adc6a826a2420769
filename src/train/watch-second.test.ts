import { afterEach, describe, expect, it, vi } from "vitest";
import type { SecondLearner } from "../contract/second-learner.ts";
import { watchSecond } from "./watch-second.ts";

const never = new Promise<never>(() => {});
const silent: SecondLearner = {
  setValues: () => never,
  score: () => never,
  accumulate: () => never,
  takeGradients: () => never,
};

afterEach(() => {
  vi.useRealTimers();
});

describe("a second thread that is watched", () => {
  it("answers, and fails, as it does", async () => {
    const answering: SecondLearner = {
      setValues: async () => {},
      score: async (texts) => texts.map((ids) => ids.length),
      accumulate: async (texts, weight) => texts.map((ids) => ids.length * weight),
      takeGradients: () => Promise.reject(new Error("out of memory")),
    };
    const watched = watchSecond(answering, never);
    await watched.setValues(new Float32Array(1));
    expect(await watched.score([[1, 2]])).toEqual([2]);
    expect(await watched.accumulate([[1, 2]], 3)).toEqual([6]);
    await expect(watched.takeGradients()).rejects.toThrow("out of memory");
  });

  it("fails where the thread ends, during a call and ever after, and leaves no timer", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    let end = () => {};
    const lost = new Promise<void>((resolve) => {
      end = resolve;
    });
    const watched = watchSecond(silent, lost);
    const calls = [watched.score([]), watched.takeGradients()];
    end();
    expect((await Promise.allSettled(calls)).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(vi.getTimerCount()).toBe(0);
    await expect(watched.accumulate([], 1)).rejects.toThrow("has ended");
  });

  it("waits for a call as long as those before it are answered, each within a minute", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const answers: (() => void)[] = [];
    const score = () => new Promise<readonly number[]>((resolve) => answers.push(() => resolve([answers.length])));
    const watched = watchSecond({ ...silent, score }, never);
    const calls = [1, 2, 3].map(() => watched.score([]));
    for (const [i, call] of calls.entries()) {
      await vi.advanceTimersByTimeAsync(50_000);
      answers[i]?.();
      expect(await call).toEqual([3]);
    }
    expect(vi.getTimerCount()).toBe(0);
    const silence = expect(watched.score([])).rejects.toThrow("has ended");
    await vi.advanceTimersByTimeAsync(60_000);
    await silence;
  });

  it("fails where the thread says nothing any more", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const call = expect(watchSecond(silent, never).setValues(new Float32Array(1))).rejects.toThrow("has ended");
    vi.runAllTimers();
    await call;
  });
});
