import { at } from "../contract/at.ts";
import type { ResolvedParameters } from "../contract/resolved-parameters.ts";
import type { Candidates } from "../contract/sampling/candidates.ts";
import { draw } from "./choose.ts";
import type { RandomStream } from "./random.ts";
import { highestOf, kthLargest } from "../contract/sampling/select.ts";
import { warp } from "../contract/sampling/warpers.ts";

/** One token after one beam. */
export interface Continuation {
  readonly beam: number;
  readonly token: number;
  /** Sum of the log-probabilities of the beam and this token. */
  readonly score: number;
}

/** The logarithm of the sum of all exponentials; -Infinity where all are banned. */
export function logSumExp(scores: Float32Array): number {
  const highest = highestOf(scores, scores.length);
  if (highest === Number.NEGATIVE_INFINITY) return highest;
  let total = 0;
  for (let i = 0; i < scores.length; i++) total += Math.exp((scores[i] ?? 0) - highest);
  return highest + Math.log(total);
}

/** Turns logits into log-probabilities in place, rounded to float32 as transformers has them; where all are banned, not. */
export function logSoftmax(logits: Float32Array): void {
  const shift = logSumExp(logits);
  if (shift === Number.NEGATIVE_INFINITY) return;
  for (let i = 0; i < logits.length; i++) logits[i] = (logits[i] ?? 0) - shift;
}

/**
 * Applies the warpers of sampling to processed log-probabilities in place: what must not be drawn becomes -Infinity.
 * Beam search keeps one token more than can end a text, so that it can always go on.
 */
export function warpInPlace(scores: Float32Array, parameters: ResolvedParameters, candidates: Candidates): void {
  warp(scores, parameters, Math.max(2, parameters.eos_token_id.length + 1), candidates);
  scores.fill(Number.NEGATIVE_INFINITY);
  for (let i = 0; i < candidates.count; i++) scores[candidates.ids[i] ?? 0] = candidates.scores[i] ?? 0;
}

/**
 * The `most` best continuations, best first.
 * @param sums of shape [beams, vocabSize]
 */
export function bestContinuations(sums: Float32Array, vocabSize: number, most: number): Continuation[] {
  const threshold = kthLargest(sums, sums.length, Math.min(most, sums.length));
  const found: Continuation[] = [];
  for (let i = 0; i < sums.length; i++) {
    const score = sums[i] ?? 0;
    if (score >= threshold && score > Number.NEGATIVE_INFINITY) found.push(continuation(i, score, vocabSize));
  }
  return found.sort((a, b) => b.score - a.score).slice(0, most);
}

/** Draws up to `most` different continuations by their probability, in the order of drawing. */
export function drawContinuations(
  sums: Float32Array,
  vocabSize: number,
  most: number,
  random: RandomStream,
  candidates: Candidates,
): Continuation[] {
  candidates.takeAll(sums);
  const drawn: Continuation[] = [];
  while (drawn.length < most && candidates.total > 0) {
    const position = draw(candidates, random);
    drawn.push(continuation(at(candidates.ids, position), at(candidates.scores, position), vocabSize));
    candidates.keep((i) => i !== position);
  }
  return drawn;
}

function continuation(index: number, score: number, vocabSize: number): Continuation {
  return { beam: Math.floor(index / vocabSize), token: index % vocabSize, score };
}
