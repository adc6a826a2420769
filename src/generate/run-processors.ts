import { at } from "../contract/at.ts";
import type { LogitsProcessor } from "./processors.ts";

/** Tokens one after the other, at least one. */
export type TokenRun = readonly number[];

/**
 * Bans each token that would complete a run of `size` tokens which stands in `source` already.
 * @param source absent: the row itself
 */
export function banNgrams(size: number, source?: readonly number[]): LogitsProcessor {
  return (scores, ids) => {
    if (ids.length < size - 1) return;
    const text = source ?? ids;
    const prefix = ids.slice(ids.length + 1 - size);
    for (let end = size - 1; end < text.length; end++) {
      const id = text[end];
      if (id !== undefined && endsWith(text, end, prefix)) scores[id] = Number.NEGATIVE_INFINITY;
    }
  };
}

/** Bans the last token of each run where the tokens before it were just written. */
export function banRuns(runs: readonly TokenRun[]): LogitsProcessor {
  return biasRuns(runs.map((run) => [run, Number.NEGATIVE_INFINITY]));
}

/**
 * Adds to the score of the last token of each run where the tokens before it were just written. A run that is named twice
 * has its last bias.
 */
export function biasRuns(biases: readonly (readonly [TokenRun, number])[]): LogitsProcessor {
  const distinct = new Map(biases.map(([run, bias]) => [run.join(), { run, bias }]));
  // By the token before the last one, so that a long list costs a step nearly nothing.
  const single: [number, number][] = [];
  const longer = new Map<number, { prefix: TokenRun; last: number; bias: number }[]>();
  for (const { run, bias } of distinct.values()) {
    const [prefix, last] = [run.slice(0, -1), at(run, run.length - 1)];
    const before = prefix.at(-1);
    if (before === undefined) single.push([last, bias]);
    else longer.set(before, [...(longer.get(before) ?? []), { prefix, last, bias }]);
  }
  return (scores, ids) => {
    const sums = new Map(single);
    for (const { prefix, last, bias } of longer.get(ids.at(-1) ?? -1) ?? []) {
      if (endsWith(ids, ids.length, prefix)) sums.set(last, Math.fround((sums.get(last) ?? 0) + bias));
    }
    for (const [id, bias] of sums) scores[id] = (scores[id] ?? 0) + Math.fround(bias);
  };
}

/** Whether `run` stands in `ids` right before position `end`. */
function endsWith(ids: readonly number[], end: number, run: readonly number[]): boolean {
  if (run.length > end) return false;
  return run.every((id, i) => ids[end - run.length + i] === id);
}
