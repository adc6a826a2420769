import { describe, expect, it } from "vitest";
import type { LoadProgress } from "../contract/load.ts";
import { ProgressBar } from "./progress.ts";

/** A bar with its own clock, and what the listener took. */
function bar(converts = false) {
  const taken: LoadProgress[] = [];
  let time = 0;
  const made = new ProgressBar(
    (progress) => void taken.push(progress),
    () => time,
  );
  if (converts) made.expectConversion();
  const at = async (ms: number, report: () => void) => {
    time = ms;
    report();
    await made.finish();
  };
  return { made, taken, at };
}

describe("ProgressBar", () => {
  it.each([false, true])("never goes back and ends at 1 (with conversion: %s)", async (converts) => {
    const { made, taken, at } = bar(converts);
    await at(0, () => made.downloaded(0, 100));
    await at(500, () => made.downloaded(100, 100));
    await at(600, () => made.downloaded(50, 100));
    if (converts) await at(700, () => made.converted(0.5));
    await at(800, () => made.started(0));
    await at(900, () => made.started(1));
    const fractions = taken.map(({ fraction }) => fraction);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
    expect(taken.map(({ phase }) => phase).includes("convert")).toBe(converts);
  });

  it("waits for the download where the start has begun already", async () => {
    const { made, taken, at } = bar();
    await at(0, () => made.downloaded(10, 100));
    await at(100, () => made.started(0.5));
    await at(200, () => made.downloaded(50, 100));
    await at(300, () => made.downloaded(100, 100));
    await at(400, () => made.started(1));
    expect(taken.map(({ phase }) => phase)).toEqual(["download", "download", "download", "start", "start"]);
    expect(taken.map(({ fraction }) => Number(fraction.toFixed(3)))).toEqual([0.09, 0.09, 0.45, 0.95, 1]);
  });

  it("counts an expected runtime with the model's bytes", async () => {
    const { made, taken, at } = bar();
    made.expectRuntime(300);
    await at(0, () => made.downloaded(100, 100));
    await at(1000, () => made.broughtRuntime(100, 300));
    await at(2000, () => made.broughtRuntime(300, 300));
    await at(3000, () => made.started(1));
    expect(taken.map(({ loadedBytes, totalBytes }) => `${loadedBytes}/${totalBytes}`)).toEqual([
      "100/400",
      "200/400",
      "400/400",
      "400/400",
    ]);
    expect(taken.map(({ fraction }) => Number(fraction.toFixed(3)))).toEqual([0.225, 0.45, 0.9, 1]);
    expect(taken[1]?.bytesPerSecond).toBe(100);
  });

  it.each([false, true])("moves on with a runtime that nobody expected (with conversion: %s)", async (converts) => {
    const { made, taken, at } = bar(converts);
    if (converts) made.expectRuntime(50);
    await at(0, () => made.downloaded(100, 100));
    if (converts) await at(1, () => made.converted(1));
    await at(2, () => made.broughtRuntime(25, 50));
    await at(3, () => made.broughtRuntime(50, 50));
    const [half, whole] = taken.slice(-2).map(({ fraction }) => Number(fraction.toFixed(3)));
    expect([half, whole]).toEqual([0.925, 0.95]);
    expect(taken.at(-1)).toMatchObject({ phase: "start", loadedBytes: 100, totalBytes: 100 });
  });

  it("ends at 1 without a runtime that was expected for nothing", async () => {
    const { made, taken, at } = bar();
    made.expectRuntime(300);
    await at(0, () => made.downloaded(100, 100));
    await at(1, () => made.started(1));
    expect(taken.at(-1)).toMatchObject({ phase: "start", fraction: 1 });
  });

  it("tells the speed of the last seconds, and a pause", async () => {
    const { made, taken, at } = bar();
    await at(0, () => made.downloaded(0, 10_000));
    await at(1000, () => made.downloaded(5000, 10_000));
    await at(9000, () => made.downloaded(5000, 10_000, true));
    expect(taken.map(({ bytesPerSecond }) => bytesPerSecond)).toEqual([undefined, 5000, undefined]);
    expect(taken.at(-1)?.paused).toBe(true);
  });

  it("does not call a listener that has not returned, and gives it the latest then", async () => {
    const taken: number[] = [];
    let free: () => void = () => undefined;
    const made = new ProgressBar(
      ({ loadedBytes }) => {
        taken.push(loadedBytes);
        return new Promise<void>((resolve) => {
          free = resolve;
        });
      },
      () => 0,
    );
    made.downloaded(1, 10);
    made.downloaded(2, 10);
    made.downloaded(3, 10);
    expect(taken).toEqual([1]);
    free();
    await Promise.resolve();
    await Promise.resolve();
    expect(taken).toEqual([1, 3]);
  });
});
