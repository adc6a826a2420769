import { at } from "../../contract/at.ts";
import type { TokenForm } from "../../contract/forward-pass.ts";
import { TRANSFORMERS_DEFAULTS } from "../../contract/resolved-parameters.ts";
import { Candidates } from "../../contract/sampling/candidates.ts";
import { type Warping, warp } from "../../contract/sampling/warpers.ts";
import type { NextScores } from "../../contract/text-results.ts";
import type { TokenAlternative } from "../../contract/token-detail.ts";

/** A token that is shown with its probability. */
interface Bar extends TokenForm {
  readonly id: number;
  /** Absent for a token that was left out. */
  readonly probability: number | undefined;
}

export interface Distribution {
  readonly bars: readonly Bar[];
  /** Probability of all tokens without a bar. */
  readonly others: number;
}

/** The model's own probabilities: nothing is left out, and a temperature of 1 changes nothing. */
export const UNWARPED: Warping = { ...TRANSFORMERS_DEFAULTS, top_k: 0 };

/**
 * What sampling would draw from, with a bar for each token that was named.
 * @returns `kept`: how many tokens may still come
 */
export function distribute(
  { logits, top }: NextScores,
  warping: Warping,
  candidates = new Candidates(logits.length),
): Distribution & { readonly kept: number } {
  warp(logits, warping, 1, candidates);
  const { count, total, weights } = candidates;
  const ids = candidates.ids.subarray(0, count);
  const bars = top.map((token) => {
    const place = ids.indexOf(token.id);
    return { ...token, probability: place < 0 ? undefined : at(weights, place) / total };
  });
  return { bars, others: restOf(bars), kept: count };
}

/** What a run drew from, as it reported it. */
export function drawnFrom(top: readonly TokenAlternative[]): Distribution {
  const bars = top.map((token) => ({ ...token, probability: Math.exp(token.logprob) }));
  return { bars, others: restOf(bars) };
}

/** Rounding may leave less than nothing. */
function restOf(bars: readonly Bar[]): number {
  return Math.max(0, 1 - bars.reduce((sum, { probability = 0 }) => sum + probability, 0));
}
