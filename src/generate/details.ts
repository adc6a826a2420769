import { at } from "../contract/at.ts";
import type { TextCodec } from "../contract/forward-pass.ts";
import type { Candidates } from "../contract/sampling/candidates.ts";
import { kthLargest } from "../contract/sampling/select.ts";
import type { TokenAlternative, TokenDetail } from "../contract/token-detail.ts";

/**
 * Log-probability of a token and of the likeliest ones, among the candidates it was chosen from: after all processors
 * and, in sampling, after temperature, top_k and the like.
 * @param candidates with valid weights
 * @param wanted number of alternatives, likeliest first; the token itself is among them where it is one of the likeliest
 */
export function tokenDetail(
  candidates: Candidates,
  token: number,
  wanted: number,
  codec: TextCodec,
): Omit<TokenDetail, "offset"> {
  const { ids, weights, count, total } = candidates;
  const alternative = (position: number): TokenAlternative => {
    const id = at(ids, position);
    return { id, ...codec.describe(id), logprob: Math.log(at(weights, position) / total) };
  };
  const threshold = kthLargest(weights, count, Math.min(wanted, count));
  const top: number[] = [];
  for (let i = 0; i < count; i++) if ((weights[i] ?? 0) >= threshold) top.push(i);
  top.sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0));
  const own = ids.subarray(0, count).indexOf(token);
  return { ...alternative(own), top: top.slice(0, wanted).map(alternative) };
}
