import type { ResolvedParameters } from "../contract/parameters.ts";

/**
 * Changes the scores of the next token in place, one float32 per vocabulary entry.
 * @param ids the row so far: prompt and new tokens
 */
export type LogitsProcessor = (scores: Float32Array, ids: readonly number[]) => void;

/**
 * The processors that a request switches on, in the order of transformers (`_get_logits_processor`, 5.23).
 * @param badWords token ids of each forbidden word
 * @param promptLength tokens of the row's prompt
 */
export function buildProcessors(
  parameters: ResolvedParameters,
  badWords: readonly (readonly number[])[],
  promptLength: number,
): LogitsProcessor[] {
  const { repetition_penalty, no_repeat_ngram_size, eos_token_id } = parameters;
  const processors: LogitsProcessor[] = [];
  if (repetition_penalty !== 1) processors.push(penalizeRepetition(repetition_penalty));
  if (no_repeat_ngram_size > 0) processors.push(banRepeatedNgrams(no_repeat_ngram_size));
  const banned = badWords.filter((word) => !isEnd(word, eos_token_id));
  if (banned.length > 0) processors.push(banWords(banned));
  const { min_length, min_new_tokens } = parameters;
  const shortest = min_new_tokens === null ? min_length : promptLength + min_new_tokens;
  if (eos_token_id.length > 0 && shortest > promptLength) processors.push(banEndBefore(shortest, eos_token_id));
  return processors;
}

/** Tokens that occur already: positive scores are divided by `penalty`, negative ones multiplied. */
export function penalizeRepetition(penalty: number): LogitsProcessor {
  return (scores, ids) => {
    for (const id of new Set(ids)) {
      const score = scores[id] ?? 0;
      scores[id] = score < 0 ? score * penalty : score / penalty;
    }
  };
}

/** Bans each token that would complete a run of `size` tokens which the row holds already. */
export function banRepeatedNgrams(size: number): LogitsProcessor {
  return (scores, ids) => {
    const prefix = ids.slice(ids.length + 1 - size);
    for (let end = size - 1; end < ids.length; end++) {
      const id = ids[end];
      if (id !== undefined && endsWith(ids, end, prefix)) scores[id] = Number.NEGATIVE_INFINITY;
    }
  };
}

/** Bans the last token of each word where the tokens before it were just written. */
export function banWords(words: readonly (readonly number[])[]): LogitsProcessor {
  return (scores, ids) => {
    for (const word of words) {
      const last = word.at(-1);
      if (last !== undefined && endsWith(ids, ids.length, word.slice(0, -1))) scores[last] = Number.NEGATIVE_INFINITY;
    }
  };
}

/** Bans the end tokens while the row has fewer than `length` tokens. */
export function banEndBefore(length: number, eos: readonly number[]): LogitsProcessor {
  return (scores, ids) => {
    if (ids.length < length) for (const id of eos) scores[id] = Number.NEGATIVE_INFINITY;
  };
}

/** Whether `run` stands in `ids` right before position `end`. */
function endsWith(ids: readonly number[], end: number, run: readonly number[]): boolean {
  if (run.length > end) return false;
  return run.every((id, i) => ids[end - run.length + i] === id);
}

function isEnd(word: readonly number[], eos: readonly number[]): boolean {
  return word.length === 1 && word.some((id) => eos.includes(id));
}
