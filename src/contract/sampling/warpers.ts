import type { ResolvedParameters } from "../resolved-parameters.ts";
import type { Candidates } from "./candidates.ts";
import { highestOf, kthLargest, shortestRun } from "./select.ts";

/** What decides which tokens sampling draws from, and how probable each is. */
export type Warping = Pick<
  ResolvedParameters,
  "temperature" | "top_h" | "top_k" | "top_p" | "min_p" | "typical_p" | "epsilon_cutoff" | "eta_cutoff"
>;

/**
 * Fills `candidates` with what sampling may draw from, in the order of transformers: temperature, top_h, top_k,
 * top_p, min_p, typical_p, epsilon_cutoff, eta_cutoff. Weights are valid afterwards. Temperature does not change the order of scores, so the k likeliest tokens
 * are picked first and only their scores divided.
 * @param scores after the processors, one per vocabulary entry; not changed
 * @param fewest tokens to keep in any case, as far as they are not banned
 */
export function warp(scores: Float32Array, parameters: Warping, fewest: number, candidates: Candidates) {
  const { temperature, top_h, top_k, top_p, min_p, typical_p, epsilon_cutoff, eta_cutoff } = parameters;
  // Without a limit no heap is built: it would cost more than all the rest.
  const most = top_k === 0 ? Number.POSITIVE_INFINITY : Math.max(top_k, fewest);
  candidates.take(scores, kthLargest(scores, scores.length, top_h === null ? most : TOP_H_CANDIDATES), temperature);
  candidates.weigh();
  if (top_h !== null) keepTopH(candidates, top_h);
  if (top_h !== null) keepTopK(candidates, most);
  if (top_p < 1) keepTopP(candidates, top_p, fewest);
  if (min_p !== null) keepMinP(candidates, min_p, fewest);
  if (typical_p < 1) keepTypical(candidates, typical_p, fewest);
  if (epsilon_cutoff > 0 && epsilon_cutoff < 1) keepLikely(candidates, epsilon_cutoff, fewest);
  if (eta_cutoff > 0 && eta_cutoff < 1) keepLikely(candidates, etaOf(candidates, eta_cutoff), fewest);
}

/** transformers looks at so many of the likeliest tokens for `top_h`. */
const TOP_H_CANDIDATES = 100;

/** The likeliest tokens, as long as their share of the entropy is at most `topH`; one always stays. */
function keepTopH(candidates: Candidates, topH: number): void {
  const { weights, count } = candidates;
  const order = Array.from({ length: count }, (_, i) => i).sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0));
  const looked = order.slice(0, TOP_H_CANDIDATES);
  const total = looked.reduce((sum, i) => sum + (weights[i] ?? 0), 0);
  const terms = looked.map((i) => informationOf((weights[i] ?? 0) / total));
  const most = topH * terms.reduce((sum, term) => sum + term, 0);
  let last = 0;
  for (let reached = terms[0] ?? 0; last + 1 < looked.length; last++) {
    reached += terms[last + 1] ?? 0;
    if (reached > most) break;
  }
  const kept = new Set(looked.slice(0, last + 1));
  candidates.keep((i) => kept.has(i));
}

/** The `most` likeliest tokens, and those that are as likely as the last of them. */
function keepTopK(candidates: Candidates, most: number): void {
  const threshold = kthLargest(candidates.scores, candidates.count, most);
  candidates.keep((i) => (candidates.scores[i] ?? 0) >= threshold);
}

/** The tokens that have at least this probability. */
function keepLikely(candidates: Candidates, least: number, fewest: number): void {
  const { scores, weights, count, total } = candidates;
  const best = kthLargest(scores, count, Math.min(fewest, count));
  candidates.keep((i) => (weights[i] ?? 0) / total >= least || (scores[i] ?? 0) >= best);
}

/** The lower `cutoff`, or what it makes of the entropy: the less certain the model is, the less a token needs. */
function etaOf({ weights, count, total }: Candidates, cutoff: number): number {
  let entropy = 0;
  for (let i = 0; i < count; i++) entropy += informationOf((weights[i] ?? 0) / total);
  return Math.min(cutoff, Math.sqrt(cutoff) * Math.exp(-entropy));
}

/** -p log p */
function informationOf(probability: number): number {
  return probability === 0 ? 0 : -probability * Math.log(probability);
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
