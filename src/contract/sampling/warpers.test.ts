import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { resolveParameters } from "../parameters.ts";
import { Candidates } from "./candidates.ts";
import { keepMinP, keepTopP, keepTypical, warp } from "./warpers.ts";

const logits = fc.float32Array({ minLength: 1, maxLength: 200, min: -30, max: 30, noNaN: true });
/** Few different values, so that many are equal. */
const tiedLogits = fc
  .array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 60 })
  .map((list) => Float32Array.from(list));
const anyLogits = fc.oneof(logits, tiedLogits);
const share = fc.double({ min: 0, max: 0.999, noNaN: true });

function candidatesOf(scores: Float32Array): Candidates {
  const candidates = new Candidates(scores.length);
  candidates.takeAll(scores);
  return candidates;
}

function probabilities(candidates: Candidates): number[] {
  return Array.from(candidates.weights.subarray(0, candidates.count), (weight) => weight / candidates.total);
}

function idsOf(candidates: Candidates): number[] {
  return Array.from(candidates.ids.subarray(0, candidates.count));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Probability of each token before anything was dropped. */
function softmax(scores: Float32Array): number[] {
  return probabilities(candidatesOf(scores));
}

describe("warp", () => {
  it("leaves probabilities that sum to 1, in the order of the ids, for any parameters", () => {
    const parameters = fc.record({
      temperature: fc.double({ min: 0.01, max: 10, noNaN: true }),
      top_k: fc.integer({ min: 0, max: 300 }),
      top_p: fc.double({ min: 0, max: 1, noNaN: true }),
      min_p: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      typical_p: fc.double({ min: 0.01, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(anyLogits, parameters, fc.integer({ min: 1, max: 4 }), (scores, given, fewest) => {
        const candidates = new Candidates(scores.length);
        warp(scores, { ...resolveParameters({}, {}, 0), ...given }, fewest, candidates);
        expect(candidates.count).toBeGreaterThanOrEqual(Math.min(fewest, scores.length));
        expect(sum(probabilities(candidates))).toBeCloseTo(1, 9);
        expect(idsOf(candidates)).toEqual(idsOf(candidates).toSorted((a, b) => a - b));
      }),
    );
  });

  it("takes the k likeliest tokens, and those equal to the last of them", () => {
    fc.assert(
      fc.property(anyLogits, fc.integer({ min: 1, max: 250 }), (scores, top_k) => {
        const candidates = new Candidates(scores.length);
        warp(scores, resolveParameters({ top_k }, {}, 0), 1, candidates);
        const threshold = scores.toSorted((a, b) => b - a)[Math.min(top_k, scores.length) - 1] ?? 0;
        expect(idsOf(candidates)).toEqual([...scores.keys()].filter((id) => (scores[id] ?? 0) >= threshold));
      }),
    );
  });

  it("never takes a banned token", () => {
    const scores = Float32Array.of(1, Number.NEGATIVE_INFINITY, 2, Number.NEGATIVE_INFINITY);
    const candidates = new Candidates(4);
    warp(scores, resolveParameters({ top_k: 3 }, {}, 0), 3, candidates);
    expect(idsOf(candidates)).toEqual([0, 2]);
  });
});

describe("keepTopP", () => {
  it("keeps the smallest set that reaches the probability", () => {
    fc.assert(
      fc.property(anyLogits, share, (scores, topP) => {
        const before = softmax(scores);
        const candidates = candidatesOf(scores);
        keepTopP(candidates, topP, 1);
        const kept = idsOf(candidates).map((id) => before[id] ?? 0);
        expect(sum(kept)).toBeGreaterThanOrEqual(topP - 1e-9);
        if (kept.length > 1) expect(sum(kept) - Math.min(...kept)).toBeLessThan(topP + 1e-9);
        const dropped = before.filter((_, id) => !idsOf(candidates).includes(id));
        expect(Math.max(0, ...dropped)).toBeLessThanOrEqual(Math.min(...kept));
      }),
    );
  });

  it("keeps the likeliest token at 0, and as many as it must", () => {
    const one = candidatesOf(Float32Array.of(1, 5, 3, 4));
    keepTopP(one, 0, 1);
    expect(idsOf(one)).toEqual([1]);
    const three = candidatesOf(Float32Array.of(1, 5, 3, 4));
    keepTopP(three, 0, 3);
    expect(idsOf(three)).toEqual([1, 2, 3]);
  });
});

describe("keepMinP", () => {
  it("keeps the tokens that reach their share of the likeliest one", () => {
    fc.assert(
      fc.property(anyLogits, share, (scores, minP) => {
        const before = softmax(scores);
        const candidates = candidatesOf(scores);
        keepMinP(candidates, minP, 1);
        const threshold = minP * Math.max(...before);
        for (const [id, probability] of before.entries()) {
          if (Math.abs(probability - threshold) < 1e-12) continue;
          expect(idsOf(candidates).includes(id)).toBe(probability > threshold);
        }
      }),
    );
  });
});

describe("keepTypical", () => {
  it("keeps the tokens closest to the entropy until they reach the probability", () => {
    fc.assert(
      fc.property(logits, fc.double({ min: 0.01, max: 0.99, noNaN: true }), (scores, mass) => {
        const before = softmax(scores);
        const entropy = sum(before.map((p) => (p > 0 ? -p * Math.log(p) : 0)));
        const distance = (id: number) => Math.abs(-Math.log(before[id] ?? 0) - entropy);
        const candidates = candidatesOf(scores);
        keepTypical(candidates, mass, 1);
        const kept = idsOf(candidates);
        expect(sum(kept.map((id) => before[id] ?? 0))).toBeGreaterThanOrEqual(mass - 1e-9);
        const farthest = Math.max(...kept.map(distance));
        for (const id of before.keys()) {
          if (!kept.includes(id)) expect(distance(id)).toBeGreaterThanOrEqual(farthest - 1e-6);
        }
      }),
    );
  });
});
