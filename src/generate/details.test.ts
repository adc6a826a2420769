import { expect, it } from "vitest";
import { Candidates } from "../contract/sampling/candidates.ts";
import { tokenDetail } from "./details.ts";
import { vocabularyCodec } from "./testing/vocabulary-codec.ts";

const codec = vocabularyCodec(["a", "b", "c", "d"]);

/** Candidates with the probabilities 1/8, 1/2, 1/8 and 1/4; the last one only where nothing is banned. */
function candidatesOf(scores: readonly number[]) {
  const candidates = new Candidates(scores.length);
  candidates.takeAll(Float32Array.from(scores));
  return candidates;
}
const SCORES = [1, 4, 1, 2].map(Math.log);

it("tells a token with its logarithm, and the likeliest ones in order", () => {
  const detail = tokenDetail(candidatesOf(SCORES), 2, 2, codec);
  expect(detail).toMatchObject({ id: 2, text: "c", logprob: expect.closeTo(Math.log(1 / 8), 5) });
  expect(detail.top.map(({ id }) => id)).toEqual([1, 3]);
  expect(detail.top[0]?.logprob).toBeCloseTo(Math.log(1 / 2), 5);
});

it("gives no more alternatives than are wanted where several are as likely as the last", () => {
  expect(tokenDetail(candidatesOf([0, 0, 0, 0]), 3, 2, codec).top.map(({ id }) => id)).toEqual([0, 1]);
});

it("shares the probability among those that could be chosen", () => {
  const detail = tokenDetail(candidatesOf([0, Number.NEGATIVE_INFINITY, 0, Number.NEGATIVE_INFINITY]), 2, 9, codec);
  expect(detail.logprob).toBeCloseTo(Math.log(1 / 2), 5);
  expect(detail.top.map(({ id }) => id)).toEqual([0, 2]);
});
