import { afterEach, describe, expect, it, vi } from "vitest";
import { pageClock } from "./clock.ts";

afterEach(() => void vi.useRealTimers());

describe("pageClock", () => {
  it("calls back after a while, unless it is taken back, and never goes back", () => {
    vi.useFakeTimers();
    const [kept, taken] = [vi.fn(), vi.fn()];
    const before = pageClock.now();
    pageClock.later(kept, 100);
    pageClock.later(taken, 100)();
    vi.advanceTimersByTime(100);
    expect([kept.mock.calls.length, taken.mock.calls.length]).toEqual([1, 0]);
    expect(pageClock.now() - before).toBe(100);
  });
});
