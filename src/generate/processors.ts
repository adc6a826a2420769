import type { ResolvedParameters } from "../contract/resolved-parameters.ts";
import { banNgrams, banRuns, biasRuns, type TokenRun } from "./run-processors.ts";
import {
  banEndBefore,
  encourageEnd,
  forceAt,
  penalizeNew,
  penalizeRepetition,
  penalizeTokens,
  replaceBans,
  suppress,
  suppressAt,
} from "./token-processors.ts";

/**
 * Changes the scores of the next token in place, one float32 per vocabulary entry.
 * @param ids the row so far: prompt and new tokens
 */
export type LogitsProcessor = (scores: Float32Array, ids: readonly number[]) => void;

/** What the processors need to know of a row. */
export interface ProcessedRow {
  readonly prompt: readonly number[];
  /** Tokens that prompt and text may have together. */
  readonly longest: number;
  /** Keeps the first new tokens to what the prompt says; the last word is its. */
  readonly restrict?: LogitsProcessor | undefined;
}

/**
 * The processors that a request switches on, in the order of transformers (`_get_logits_processor`, 5.23); OpenAI's two
 * penalties come behind the one that they are like.
 * @param badWords token ids of each forbidden word
 */
export function buildProcessors(
  parameters: ResolvedParameters,
  badWords: readonly TokenRun[],
  { prompt, longest, restrict }: ProcessedRow,
): LogitsProcessor[] {
  const { sequence_bias, repetition_penalty, no_repeat_ngram_size, eos_token_id, min_length, min_new_tokens } =
    parameters;
  const { frequency_penalty, presence_penalty } = parameters;
  const { encoder_repetition_penalty, encoder_no_repeat_ngram_size } = parameters;
  const banned = [...badWords, ...parameters.bad_words_ids].filter((run) => !isEnd(run, eos_token_id));
  const shortest = min_new_tokens === null ? min_length : prompt.length + min_new_tokens;
  const processors: (LogitsProcessor | false)[] = [
    sequence_bias.length > 0 && biasRuns(sequence_bias),
    encoder_repetition_penalty !== 1 && penalizeTokens(prompt, 1 / encoder_repetition_penalty),
    repetition_penalty !== 1 && penalizeRepetition(repetition_penalty),
    (frequency_penalty !== 0 || presence_penalty !== 0) &&
      penalizeNew(prompt.length, frequency_penalty, presence_penalty),
    no_repeat_ngram_size > 0 && banNgrams(no_repeat_ngram_size),
    encoder_no_repeat_ngram_size > 0 && banNgrams(encoder_no_repeat_ngram_size, prompt),
    banned.length > 0 && banRuns(banned),
    eos_token_id.length > 0 && shortest > prompt.length && banEndBefore(shortest, eos_token_id),
    ...tokenProcessors(parameters, prompt.length, longest),
    restrict ?? false,
  ];
  return processors.filter((processor) => processor !== false);
}

/** Those that look at the number of tokens alone. */
function tokenProcessors(
  parameters: ResolvedParameters,
  promptLength: number,
  longest: number,
): (LogitsProcessor | false)[] {
  const { eos_token_id, forced_bos_token_id, forced_eos_token_id, suppress_tokens, begin_suppress_tokens } = parameters;
  const { remove_invalid_values, exponential_decay_length_penalty: decay } = parameters;
  // A forced beginning stands between a prompt of one token and the text.
  const begin = promptLength > 1 || forced_bos_token_id === null ? promptLength : promptLength + 1;
  return [
    forced_bos_token_id !== null && forceAt(1, [forced_bos_token_id]),
    forced_eos_token_id.length > 0 && forceAt(longest - 1, forced_eos_token_id),
    remove_invalid_values && replaceBans,
    decay !== null && encourageEnd(promptLength + decay[0], decay[1], eos_token_id),
    suppress_tokens.length > 0 && suppress(suppress_tokens),
    begin_suppress_tokens.length > 0 && suppressAt(begin, begin_suppress_tokens),
  ];
}

function isEnd(run: TokenRun, eos: readonly number[]): boolean {
  return run.length === 1 && run.some((id) => eos.includes(id));
}
