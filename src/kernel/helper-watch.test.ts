import { describe, expect, it } from "vitest";
import { HelperWatch, type HelperWorth } from "./helper-watch.ts";

/** A machine on which a pass takes so long, by the helpers that take part, and the ways that its passes went. */
function watchOn(times: Record<number, number>, worths: readonly HelperWorth[] = [{ tokens: 1, most: 1 }]) {
  let now = 0;
  let asked = { fewest: worths[0]?.tokens ?? 0, most: 1 };
  const watch = new HelperWatch(
    worths,
    (fewest, most) => {
      asked = { fewest, most };
    },
    () => now,
  );
  /** @returns how many passes had how many helpers */
  const count = (passes: number, size = 1, wanted = size) => {
    const counts: Record<number, number> = {};
    for (let pass = 0; pass < passes; pass++) {
      watch.run(size, wanted, () => {
        const helpers = asked.fewest !== 0 && size >= asked.fewest ? asked.most : 0;
        counts[helpers] = (counts[helpers] ?? 0) + 1;
        now += times[helpers] ?? Number.NaN;
      });
    }
    return counts;
  };
  const run = (passes: number, size = 1) => passes - (count(passes, size)[0] ?? 0);
  return { run, count, times };
}

describe("HelperWatch", () => {
  it("tries a pass in 64 alone, and stays with the helpers where they are faster", () => {
    const { run } = watchOn({ 0: 5, 1: 3 });
    expect(run(640)).toBe(630);
  });

  it("computes alone once the helpers hold it up, and asks them again when they no longer do", () => {
    const { run, times } = watchOn({ 0: 5, 1: 3 });
    run(100);
    times[1] = 9;
    run(100);
    // A pass in 64 still asks them.
    expect(run(640)).toBe(10);
    times[1] = 3;
    run(100);
    expect(run(640)).toBe(630);
  });

  it("goes by no single trial: three have to win in a row", () => {
    const { run, times } = watchOn({ 0: 5, 1: 3 });
    for (let hold = 0; hold < 10; hold++) {
      run(62);
      times[1] = 9;
      run(2);
      times[1] = 3;
      run(9);
    }
    expect(run(64)).toBeGreaterThan(60);
  });

  it("knows each size by itself, and leaves alone those that never had helpers", () => {
    const { run, times } = watchOn({ 0: 5, 1: 3 }, [{ tokens: 4, most: 1 }]);
    expect(run(200, 1)).toBe(0);
    times[1] = 9;
    run(200, 4);
    expect(run(64, 4)).toBe(1);
    times[1] = 3;
    expect(run(63, 64)).toBe(63);
  });

  it("tries fewer and more helpers in turns, and goes on with as many as are fastest", () => {
    const worths = [
      { tokens: 1, most: 3 },
      { tokens: 8, most: 7 },
    ];
    const { count, times } = watchOn({ 0: 9, 3: 5, 7: 5 }, worths);
    expect(count(128)).toEqual({ 0: 1, 3: 126, 7: 1 });
    times[7] = 3;
    count(256);
    expect(count(128)).toEqual({ 0: 1, 3: 1, 7: 126 });
    // Other work has come to most cores.
    times[7] = 20;
    count(256);
    expect(count(128)[3]).toBe(126);
    times[3] = 15;
    count(256);
    expect(count(128)[0]).toBe(126);
  });

  it("begins with what was found for the size, and compares passes with their like", () => {
    const worths = [
      { tokens: 2, most: 3 },
      { tokens: 8, most: 7 },
    ];
    const { count, times } = watchOn({ 0: 9, 3: 5, 7: 5 }, worths);
    expect(count(60, 1)).toEqual({ 0: 60 });
    expect(count(60, 7)).toEqual({ 3: 60 });
    expect(count(60, 8)).toEqual({ 7: 60 });
    // Passes whose logits are not wanted are quicker: no reason to send the others another way.
    expect(count(60, 64)).toEqual({ 7: 60 });
    Object.assign(times, { 0: 2, 3: 2, 7: 2 });
    expect(count(60, 64, 0)).toEqual({ 7: 60 });
    Object.assign(times, { 0: 9, 3: 5, 7: 5 });
    expect(count(300, 64)[7]).toBeGreaterThan(290);
  });
});
