import type { ResolvedParameters } from "../contract/parameters.ts";
import type { Candidates } from "./candidates.ts";
import { highestOf, kthLargest, shortestRun } from "./select.ts";

/**
 * Fills `candidates` with what sampling may draw from, in the order of transformers: temperature, top_k, top_p, min_p,
 * typical_p. Weights are valid afterwards. Temperature does not change the order of scores, so the k likeliest tokens
 * are picked first and only their scores divided.
 * @param scores after the processors, one per vocabulary entry; not changed
 * @param fewest tokens to keep in any case, as far as they are not banned
 */
export function warp(scores: Float32Array, parameters: ResolvedParameters, fewest: number, candidates: Candidates) {
  const { temperature, top_k, top_p, min_p, typical_p } = parameters;
  const threshold = top_k === 0 ? Number.NEGATIVE_INFINITY : kthLargest(scores, scores.length, Math.max(top_k, fewest));
  candidates.take(scores, threshold, temperature);
  candidates.weigh();
  if (top_p < 1) keepTopP(candidates, top_p, fewest);
  if (min_p !== null) keepMinP(candidates, min_p, fewest);
  if (typical_p < 1) keepTypical(candidates, typical_p, fewest);
}

/** The smallest set of the likeliest tokens whose probability reaches `topP`. */
export function keepTopP(candidates: Candidates, topP: number, fewest: number): void {
  const { scores, weights, keys, count, total } = candidates;
  const highest = highestOf(scores, count);
  for (let i = 0; i < count; i++) keys[i] = highest - (scores[i] ?? 0);
  const run = shortestRun(keys, weights, count, topP * total, fewest);
  let ties = run.ties;
  candidates.keep((i) => {
    const key = keys[i] ?? 0;
    return key < run.key || (key === run.key && ties-- > 0);
  });
}

/** The tokens that have at least `minP` of the likeliest token's probability. */
export function keepMinP(candidates: Candidates, minP: number, fewest: number): void {
  const { weights, count } = candidates;
  const threshold = fewest === 1 ? minP : Math.min(minP, kthLargest(weights, count, fewest));
  // The likeliest token has weight 1, and minP is at most 1: one token always stays.
  candidates.keep((i) => (weights[i] ?? 0) >= threshold);
}

/** The tokens whose information is closest to the entropy, up to the probability `mass`; equally close ones all stay. */
export function keepTypical(candidates: Candidates, mass: number, fewest: number): void {
  const { scores, weights, keys, count, total } = candidates;
  // The information of a token is -log p = normalizer - score.
  const normalizer = highestOf(scores, count) + Math.log(total);
  let entropy = 0;
  for (let i = 0; i < count; i++) entropy += ((weights[i] ?? 0) / total) * (normalizer - (scores[i] ?? 0));
  for (let i = 0; i < count; i++) keys[i] = Math.abs(normalizer - (scores[i] ?? 0) - entropy);
  const { key } = shortestRun(keys, weights, count, mass * total, fewest);
  candidates.keep((i) => (keys[i] ?? 0) <= key);
}
