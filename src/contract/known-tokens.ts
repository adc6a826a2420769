import type { GenerationParameters } from "./parameters.ts";

/**
 * A model's settings without the tokens that it does not have: they can neither be read nor written. Names that are left
 * with nothing are left out.
 */
export function withKnownTokens(parameters: GenerationParameters, vocabSize: number): GenerationParameters {
  const { bos_token_id, eos_token_id, forced_bos_token_id, forced_eos_token_id, ...others } = parameters;
  const { suppress_tokens, begin_suppress_tokens, bad_words_ids, sequence_bias, ...rest } = others;
  const isKnown = (id: number | undefined): id is number => id !== undefined && id < vocabSize;
  const ends = (ids: number | readonly number[] | undefined) => {
    const known = [ids ?? []].flat().filter(isKnown);
    return typeof ids === "number" ? known[0] : nonEmpty(known);
  };
  return withoutUndefined({
    ...rest,
    bos_token_id: isKnown(bos_token_id) ? bos_token_id : undefined,
    eos_token_id: ends(eos_token_id),
    forced_bos_token_id: isKnown(forced_bos_token_id) ? forced_bos_token_id : undefined,
    forced_eos_token_id: ends(forced_eos_token_id),
    suppress_tokens: nonEmpty(suppress_tokens?.filter(isKnown)),
    begin_suppress_tokens: nonEmpty(begin_suppress_tokens?.filter(isKnown)),
    bad_words_ids: nonEmpty(bad_words_ids?.filter((run) => run.every(isKnown))),
    sequence_bias: nonEmpty(sequence_bias?.filter(([run]) => run.every(isKnown))),
  });
}

function nonEmpty<T>(list: T[] | undefined): T[] | undefined {
  return list === undefined || list.length === 0 ? undefined : list;
}

function withoutUndefined(parameters: GenerationParameters): GenerationParameters {
  return Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== undefined));
}
