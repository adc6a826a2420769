import type { Judgement, TextCodec } from "../contract/forward-pass.ts";
import { highestOf, kthLargest } from "../contract/sampling/select.ts";
import type { TokenAlternative } from "../contract/token-detail.ts";
import { assertFinite } from "./choose.ts";

/** What a model says at one position of a text, by its plain probabilities. */
interface RankedTokens {
  /** Natural logarithm of softmax(logits)[id]; NaN for a token that the model does not have. */
  logprobOf(id: number): number;
  /** The likeliest tokens, likeliest first; of equals the one with the lower id. */
  likeliest(wanted: number): Judgement["top"];
  /** The same with what they stand for. */
  top(wanted: number, codec: TextCodec): TokenAlternative[];
}

/** @param logits of one position, valid while the answer is used. @throws Refusal `nan_logits` */
export function rankTokens(logits: Float32Array): RankedTokens {
  assertFinite(logits);
  const normalizer = logSumExp(logits);
  const logprobOf = (id: number) => (logits[id] ?? Number.NaN) - normalizer;
  const likeliest = (wanted: number) => {
    const threshold = kthLargest(logits, logits.length, Math.min(wanted, logits.length));
    const ids: number[] = [];
    for (let id = 0; id < logits.length; id++) if ((logits[id] ?? 0) >= threshold) ids.push(id);
    ids.sort((a, b) => (logits[b] ?? 0) - (logits[a] ?? 0));
    return ids.slice(0, wanted).map((id) => ({ id, logprob: logprobOf(id) }));
  };
  return { logprobOf, likeliest, top: (wanted, codec) => describeAll(likeliest(wanted), codec) };
}

/** Tokens with what they stand for. */
export function describeAll(top: Judgement["top"], codec: TextCodec): TokenAlternative[] {
  return top.map(({ id, logprob }) => ({ id, ...codec.describe(id), logprob }));
}

function logSumExp(logits: Float32Array): number {
  const highest = highestOf(logits, logits.length);
  let total = 0;
  for (let id = 0; id < logits.length; id++) total += Math.exp((logits[id] ?? 0) - highest);
  return highest + Math.log(total);
}
