import { type Refusal, refuse } from "../contract/outcome.ts";
import { nonFiniteLogits } from "../contract/non-finite-logits.ts";
import type { Candidates } from "../contract/sampling/candidates.ts";
import { highestOf } from "../contract/sampling/select.ts";
import type { RandomStream } from "./random.ts";

/** The id with the highest score; the lowest id among equals. @throws Refusal `bad_request` when all are banned */
export function likeliest(scores: Float32Array): number {
  const highest = highestOf(scores, scores.length);
  if (highest === Number.NEGATIVE_INFINITY) throw nothingLeft();
  return scores.indexOf(highest);
}

/** Draws a position among the candidates by their weights. @throws Refusal `bad_request` when there is none */
export function draw(candidates: Candidates, random: RandomStream): number {
  if (candidates.count === 0) throw nothingLeft();
  let left = random() * candidates.total;
  for (let i = 0; i < candidates.count; i++) {
    left -= candidates.weights[i] ?? 0;
    if (left < 0) return i;
  }
  // Rounding can leave a rest after the last one.
  return candidates.count - 1;
}

/**
 * @throws Refusal `nan_logits` unless every number is finite; `x - x` is 0 for finite numbers and NaN for all others
 */
export function assertFinite(logits: Float32Array): void {
  let sum = 0;
  for (let id = 0; id < logits.length; id++) {
    const logit = logits[id] ?? 0;
    sum += logit - logit;
  }
  if (sum !== 0) throw nonFiniteLogits();
}

export function nothingLeft(): Refusal {
  return refuse("bad_request", "all_banned", {}, { subject: "parameters" });
}
