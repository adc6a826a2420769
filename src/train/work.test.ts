import { expect, it } from "vitest";
import type { PreparedTexts } from "./prepare-texts.ts";
import { RATES, trialSteps } from "./schedule.ts";
import { workOf } from "./work.ts";

/** 16 texts of 11 tokens to train on, which are two steps of a pass, and two to judge by. */
const text = Array.from({ length: 11 }, (_, i) => i);
const texts: PreparedTexts = { training: Array(16).fill(text), heldOut: [text, text], cut: 0 };

it("counts training three times, judging once, in every pass twice, and before the first", () => {
  const pass = 3 * 160;
  expect(workOf(texts, { epochs: 2, seed: 1, rate: 0.01 })).toBe(20 + 2 * (pass + 2 * 20));
});

it("adds the trials where no rate is given: the one that is gone on from costs nothing", () => {
  const given = { epochs: 1, seed: 1 };
  const more = workOf(texts, given) - workOf(texts, { ...given, rate: 0.01 });
  expect(trialSteps(2)).toBe(1);
  expect(more).toBeCloseTo((RATES.length - 1) * 3 * 80 + RATES.length * 20);
});
