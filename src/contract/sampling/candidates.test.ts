import { describe, expect, it } from "vitest";
import { Candidates } from "./candidates.ts";

const scores = Float32Array.of(1, Number.NEGATIVE_INFINITY, 3, 2);
const shown = ({ ids, count }: Candidates) => [...ids.subarray(0, count)];

function taken(threshold = Number.NEGATIVE_INFINITY, temperature = 1): Candidates {
  const candidates = new Candidates(scores.length);
  candidates.take(scores, threshold, temperature);
  candidates.weigh();
  return candidates;
}

describe("candidates", () => {
  it("are the tokens at or above the threshold in the order of their ids; banned ones never", () => {
    expect(shown(taken())).toEqual([0, 2, 3]);
    expect(shown(taken(2))).toEqual([2, 3]);
    expect(shown(taken(4))).toEqual([]);
  });

  it("weigh as their scores say, the likeliest 1", () => {
    const { weights, total } = taken();
    expect([...weights.subarray(0, 3)]).toEqual([Math.exp(-2), 1, Math.exp(-1)]);
    expect(total).toBeCloseTo(Math.exp(-2) + 1 + Math.exp(-1), 14);
  });

  it("are flatter at a higher temperature", () => {
    expect([...taken(undefined, 2).weights.subarray(0, 3)]).toEqual([Math.exp(-1), 1, Math.exp(-0.5)]);
  });

  it("keep weights and total when some are dropped", () => {
    const candidates = taken();
    candidates.keep((position) => position !== 1);
    expect(shown(candidates)).toEqual([0, 3]);
    expect(candidates.total).toBeCloseTo(Math.exp(-2) + Math.exp(-1), 14);
  });

  it("are filled anew, with nothing left of the step before", () => {
    const candidates = taken();
    candidates.takeAll(
      Float32Array.of(Number.NEGATIVE_INFINITY, 5, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY),
    );
    expect([shown(candidates), candidates.total]).toEqual([[1], 1]);
  });
});
