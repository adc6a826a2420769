import { describe, expect, it } from "vitest";
import { watchLine } from "./line.ts";

const TOTAL = 17_500_000;

/** A watched line whose clock and timer stand still until they are moved. */
function lineOf() {
  const seen = { slow: 0, clock: 0, timers: [] as (() => void)[] };
  const watch = watchLine(
    {
      now: () => seen.clock,
      later(callback) {
        seen.timers.push(callback);
        return () => seen.timers.splice(seen.timers.indexOf(callback), 1);
      },
    },
    () => seen.slow++,
  );
  // The tokenizer may start while the weights still come.
  const saw = (at: number, loadedBytes: number) => {
    seen.clock = at;
    watch.saw({ phase: "start", loadedBytes, totalBytes: TOTAL, fraction: 0 });
  };
  return { seen, saw, watch };
}

describe("watchLine", () => {
  it.each([
    ["1.5 Mbit/s", 187_500, 1],
    ["8 Mbit/s", 1_000_000, 1],
    ["10 Mbit/s", 1_250_000, 0],
    ["100 Mbit/s", 12_500_000, 0],
  ])("judges a line of %s in its first two seconds", (_name, bytesPerSecond, slow) => {
    const { seen, saw } = lineOf();
    for (let at = 0; at <= 2000 && seen.slow === 0; at += 100) saw(at, Math.min(TOTAL, (at * bytesPerSecond) / 1000));
    expect(seen.slow).toBe(slow);
  });

  it("forgives a stall of a fast line, and notices one that lasts", () => {
    const { seen, saw } = lineOf();
    saw(0, 0);
    saw(700, 100_000);
    saw(1100, 5_000_000);
    expect(seen.slow).toBe(0);
    seen.clock = 4100;
    for (const timer of [...seen.timers]) timer();
    expect(seen).toMatchObject({ slow: 1, timers: [] });
  });

  it("counts only what comes, not what is on the device already", () => {
    const { seen, saw } = lineOf();
    saw(0, 17_000_000);
    saw(2000, 17_300_000);
    expect(seen.slow).toBe(0);
  });

  it("judges a line that brings next to nothing by the clock, and once", () => {
    const { seen, saw } = lineOf();
    saw(0, 1000);
    saw(1000, 2000);
    expect(seen.slow).toBe(0);
    seen.clock = 3000;
    for (const timer of [...seen.timers]) timer();
    saw(9000, 3000);
    expect(seen.slow).toBe(1);
  });

  it("judges nothing after all has come, or after its end", () => {
    const { seen, saw, watch } = lineOf();
    saw(0, 1000);
    saw(10, TOTAL);
    saw(9000, 2000);
    expect(seen).toMatchObject({ slow: 0, timers: [] });
    watch.end();
    expect(seen.slow).toBe(0);
  });
});
