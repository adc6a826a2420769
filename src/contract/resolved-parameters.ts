/** Parameters as the token loop takes them: everything decided. `null` means that the parameter takes no part. */
export interface ResolvedParameters {
  readonly do_sample: boolean;
  readonly temperature: number;
  readonly top_k: number;
  readonly top_p: number;
  readonly min_p: number | null;
  readonly typical_p: number;
  readonly top_h: number | null;
  readonly epsilon_cutoff: number;
  readonly eta_cutoff: number;
  readonly repetition_penalty: number;
  readonly frequency_penalty: number;
  readonly presence_penalty: number;
  readonly no_repeat_ngram_size: number;
  readonly bad_words: readonly string[];
  readonly min_length: number;
  readonly min_new_tokens: number | null;
  readonly max_length: number;
  readonly max_new_tokens: number | null;
  readonly max_time: number | null;
  readonly stop_strings: readonly string[];
  readonly eos_token_id: readonly number[];
  readonly bos_token_id: number | null;
  readonly suppress_tokens: readonly number[];
  readonly begin_suppress_tokens: readonly number[];
  readonly bad_words_ids: readonly (readonly number[])[];
  readonly sequence_bias: readonly (readonly [readonly number[], number])[];
  readonly forced_bos_token_id: number | null;
  readonly forced_eos_token_id: readonly number[];
  /** New tokens before it begins, and its factor. */
  readonly exponential_decay_length_penalty: readonly [number, number] | null;
  readonly encoder_repetition_penalty: number;
  readonly encoder_no_repeat_ngram_size: number;
  readonly renormalize_logits: boolean;
  readonly remove_invalid_values: boolean;
  readonly token_healing: boolean;
  readonly num_return_sequences: number;
  /** Texts that are written for each prompt, `num_return_sequences` or more where it is over 1. */
  readonly best_of: number;
  readonly num_beams: number;
  readonly length_penalty: number;
  readonly early_stopping: boolean | "never";
  readonly seed: number;
  readonly top_logprobs: number;
}

/** Defaults of `GenerationConfig` in transformers for Python; `seed` and `eos_token_id` come from elsewhere. */
export const TRANSFORMERS_DEFAULTS: Omit<ResolvedParameters, "seed" | "eos_token_id"> = {
  do_sample: false,
  temperature: 1,
  top_k: 50,
  top_p: 1,
  min_p: null,
  typical_p: 1,
  top_h: null,
  epsilon_cutoff: 0,
  eta_cutoff: 0,
  repetition_penalty: 1,
  frequency_penalty: 0,
  presence_penalty: 0,
  no_repeat_ngram_size: 0,
  bad_words: [],
  min_length: 0,
  min_new_tokens: null,
  max_length: 20,
  max_new_tokens: null,
  max_time: null,
  stop_strings: [],
  bos_token_id: null,
  suppress_tokens: [],
  begin_suppress_tokens: [],
  bad_words_ids: [],
  sequence_bias: [],
  forced_bos_token_id: null,
  forced_eos_token_id: [],
  exponential_decay_length_penalty: null,
  encoder_repetition_penalty: 1,
  encoder_no_repeat_ngram_size: 0,
  renormalize_logits: false,
  remove_invalid_values: false,
  token_healing: false,
  num_return_sequences: 1,
  best_of: 1,
  num_beams: 1,
  length_penalty: 1,
  early_stopping: false,
  top_logprobs: 0,
};
