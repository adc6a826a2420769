import { atLength } from "./at-length.ts";
import type { LogitsProcessor } from "./processors.ts";

/** Tokens that occur already: positive scores are divided by `penalty`, negative ones multiplied. */
export function penalizeRepetition(penalty: number): LogitsProcessor {
  return (scores, ids) => penalize(scores, new Set(ids), penalty);
}

/** The same for certain tokens, whatever was written. */
export function penalizeTokens(ids: readonly number[], penalty: number): LogitsProcessor {
  const tokens = new Set(ids);
  return (scores) => penalize(scores, tokens, penalty);
}

/**
 * OpenAI's penalties: from the score of each token behind the prompt, `frequency` as often as it was written and `presence` once.
 * @param begin number of the prompt's tokens
 */
export function penalizeNew(begin: number, frequency: number, presence: number): LogitsProcessor {
  return (scores, ids) => {
    const counts = new Map<number, number>();
    for (const id of ids.slice(begin)) counts.set(id, (counts.get(id) ?? 0) + 1);
    for (const [id, count] of counts) scores[id] = (scores[id] ?? 0) - Math.fround(count * frequency + presence);
  };
}

function penalize(scores: Float32Array, tokens: ReadonlySet<number>, penalty: number): void {
  for (const id of tokens) {
    const score = scores[id] ?? 0;
    scores[id] = score < 0 ? score * penalty : score / penalty;
  }
}

/** Bans the end tokens while the row has fewer than `length` tokens. */
export function banEndBefore(length: number, eos: readonly number[]): LogitsProcessor {
  return (scores, ids) => {
    if (ids.length < length) ban(scores, eos);
  };
}

/** Leaves nothing but these tokens, equally likely, where the row has `length` tokens. */
export function forceAt(length: number, tokens: readonly number[]): LogitsProcessor {
  return atLength(length, (scores) => {
    scores.fill(Number.NEGATIVE_INFINITY);
    for (const id of tokens) scores[id] = 0;
  });
}

/** Bans tokens. */
export function suppress(tokens: readonly number[]): LogitsProcessor {
  return (scores) => ban(scores, tokens);
}

/** Bans tokens where the row has `length` tokens. */
export function suppressAt(length: number, tokens: readonly number[]): LogitsProcessor {
  return atLength(length, (scores) => ban(scores, tokens));
}

function ban(scores: Float32Array, tokens: readonly number[]): void {
  for (const id of tokens) scores[id] = Number.NEGATIVE_INFINITY;
}

/** From `start` tokens on, adds to each end's score its absolute value times (`factor`^tokens since - 1). */
export function encourageEnd(start: number, factor: number, eos: readonly number[]): LogitsProcessor {
  return (scores, ids) => {
    if (ids.length <= start) return;
    const growth = factor ** (ids.length - start) - 1;
    for (const id of eos) {
      const score = scores[id] ?? 0;
      if (Number.isFinite(score)) scores[id] = score + Math.fround(Math.abs(score) * growth);
    }
  };
}

/** float32's range, which takes the place of infinite scores. */
const LOWEST = -3.4028234663852886e38;

/** Gives banned tokens the lowest finite score; the model's own scores are finite, or refused. */
export const replaceBans: LogitsProcessor = (scores) => {
  for (let id = 0; id < scores.length; id++) if (scores[id] === Number.NEGATIVE_INFINITY) scores[id] = LOWEST;
};
