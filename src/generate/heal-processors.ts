import { atLength } from "./at-length.ts";
import type { LogitsProcessor } from "./processors.ts";

/** What may be written where the dropped tokens of a prompt stood. */
export interface Step {
  /** The prompt's own token here. */
  readonly own: number;
  /** Tokens that hold all that is left of the prompt, and more. */
  readonly beyond: readonly number[];
}

/** Added to the score of the prompt's last token, as transformers does: a word is not made longer lightly. */
const FAVOUR = 1;

/**
 * Lets a row write nothing but what the prompt's dropped end begins with: its own tokens one by one, or a longer one that
 * takes the place of those that are left.
 * @param kept tokens that the row starts with
 * @param favour the prompt's own last token
 */
export function followPrompt(kept: number, steps: readonly Step[], favour: boolean): LogitsProcessor {
  return (scores, ids) => {
    const at = ids.length - kept;
    const step = steps[at];
    if (step === undefined || !steps.slice(0, at).every(({ own }, i) => ids[kept + i] === own)) return;
    const isLast = at === steps.length - 1;
    keepOnly(scores, [step.own, ...step.beyond], step.own);
    if (favour && isLast) scores[step.own] = (scores[step.own] ?? 0) + FAVOUR;
  };
}

/** Keeps these tokens where a row has so many; takes no part where all of them are banned. */
export function beginWith(length: number, tokens: readonly number[]): LogitsProcessor {
  return atLength(length, (scores) => keepOnly(scores, tokens));
}

/** Bans these tokens where a row has so many; takes no part where nothing else is left. */
export function doNotBeginWith(length: number, tokens: readonly number[]): LogitsProcessor {
  return atLength(length, (scores) => {
    const before = scores.slice();
    for (const id of tokens) scores[id] = Number.NEGATIVE_INFINITY;
    if (scores.every((score) => score === Number.NEGATIVE_INFINITY)) scores.set(before);
  });
}

/** @param own what the prompt itself says, which no ban of the request is meant for: kept where all are banned */
function keepOnly(scores: Float32Array, tokens: readonly number[], own?: number): void {
  const kept = tokens.map((id) => [id, scores[id] ?? 0] as const).filter(([, score]) => score > LOWEST);
  if (kept.length === 0) {
    if (own === undefined) return;
    kept.push([own, 0]);
  }
  scores.fill(Number.NEGATIVE_INFINITY);
  for (const [id, score] of kept) scores[id] = score;
}

/** What `remove_invalid_values` makes of a ban. */
const LOWEST = -3.4e38;
