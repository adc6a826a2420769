import { describe, expect, it } from "vitest";
import { Candidates } from "../contract/sampling/candidates.ts";
import { saying } from "../contract/testing/refused.ts";
import { assertFinite, draw, likeliest } from "./choose.ts";

const BANNED = Number.NEGATIVE_INFINITY;

function candidatesOf(...scores: readonly number[]): Candidates {
  const candidates = new Candidates(scores.length);
  candidates.takeAll(Float32Array.from(scores));
  return candidates;
}

describe("the likeliest token", () => {
  it("has the highest score, the lowest id among equals", () => {
    expect(likeliest(Float32Array.of(1, 3, 3, 2))).toBe(1);
    expect(likeliest(Float32Array.of(BANNED, -5, BANNED))).toBe(1);
    expect(likeliest(Float32Array.of(-0, 0))).toBe(0);
  });

  it("is none where all are banned", () => {
    expect(() => likeliest(Float32Array.of(BANNED, BANNED))).toThrow(saying("", { code: "bad_request" }));
    expect(() => likeliest(new Float32Array())).toThrow(saying("", { code: "bad_request" }));
  });
});

describe("a draw", () => {
  it("gives each token the share of its weight", () => {
    const candidates = candidatesOf(Math.log(1), Math.log(3));
    const drawn = (at: number) => draw(candidates, () => at);
    expect([drawn(0), drawn(0.24), drawn(0.26), drawn(0.999)]).toEqual([0, 0, 1, 1]);
  });

  it("takes the last one where rounding leaves a rest", () => {
    expect(draw(candidatesOf(0, 0, 0), () => 1)).toBe(2);
  });

  it("is refused where there is nothing to draw from", () => {
    expect(() => draw(candidatesOf(BANNED), () => 0)).toThrow(saying("", { code: "bad_request" }));
  });
});

describe("logits", () => {
  it.each([Number.NaN, Number.POSITIVE_INFINITY, BANNED])("are refused where one is %d", (wrong) => {
    expect(() => assertFinite(Float32Array.of(0, wrong, 1))).toThrow(saying("", { code: "nan_logits" }));
  });

  it("are taken where all are finite, however large", () => {
    expect(() => assertFinite(Float32Array.of(3e38, -3e38, 0))).not.toThrow();
  });
});
