import { describe, expect, it } from "vitest";
import { fastestOf } from "./fastest-of.ts";

/** Pieces of work that take so many milliseconds each, by a clock that is rounded. */
function world(spans: readonly number[], tick: number) {
  let time = 0.3;
  const runs = spans.map(() => 0);
  const works = spans.map((span, i) => async () => {
    time += span;
    runs[i] = (runs[i] ?? 0) + 1;
  });
  return { works, runs, now: () => Math.floor(time / tick) * tick };
}

describe("fastestOf", () => {
  it("does each piece once a round where the clock is fine", async () => {
    const { works, runs, now } = world([0.4, 0.7], 0.005);
    const [first = 0, second = 0] = await fastestOf(works, now, 12);
    expect(runs).toEqual([12, 12]);
    expect([first, second]).toEqual([expect.closeTo(0.4, 1), expect.closeTo(0.7, 1)]);
  });

  it.each([1, 16.67])("tells what a clock of %d ms alone would not", async (tick) => {
    const { works, runs, now } = world([0.4, 0.7], tick);
    const [first = 0, second = 0] = await fastestOf(works, now, 3);
    expect(first).toBeLessThan(second);
    expect(first * (runs[0] ?? 0)).toBeGreaterThan(15);
  });

  it("does not repeat what takes long enough by itself", async () => {
    const { works, runs, now } = world([40, 70], 1);
    expect(await fastestOf(works, now, 2)).toEqual([40, 70]);
    expect(runs).toEqual([2, 2]);
  });

  it("gives up on what no clock tells", async () => {
    const { works, runs, now } = world([0, 0], 1);
    expect(await fastestOf(works, now, 2)).toEqual([0, 0]);
    expect(Math.max(...runs)).toBeLessThan(500);
  });
});
