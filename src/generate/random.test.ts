import { describe, expect, it } from "vitest";
import { randomStream } from "./random.ts";

const first = (count: number, seed: number, sample: number) =>
  Array.from({ length: count }, randomStream(seed, sample));

describe("randomStream", () => {
  it("is uniform", () => {
    const draws = first(100_000, 7, 0);
    const counts = new Array<number>(10).fill(0);
    for (const draw of draws) counts[Math.floor(draw * 10)] = (counts[Math.floor(draw * 10)] ?? 0) + 1;
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
  });

  it("gives every seed and sample a stream of its own, neighbours too", () => {
    const starts = [0, 1, 2, 4_294_967_295].flatMap((seed) =>
      [0, 1, 2, 15].map((sample) => first(4, seed, sample).join()),
    );
    expect(new Set(starts).size).toBe(starts.length);
  });

  it("never changes: shared links rely on it", () => {
    expect(first(3, 42, 0)).toEqual([0.15377165307290852, 0.8504893006756902, 0.018084544222801924]);
    expect(first(3, 42, 0)).not.toEqual(first(3, 42, 1));
  });
});
