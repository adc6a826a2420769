import { describe, expect, it } from "vitest";
import { type GenerationParameters, resolveParameters } from "../../contract/parameters.ts";
import { parseRequest } from "../../contract/request.ts";
import { TRANSFORMERS_DEFAULTS } from "../../contract/resolved-parameters.ts";
import { drawing, readTokens, searching, settingsOf, WITHOUT_RULES, withBeams, withDrawing } from "./tour-requests.ts";

/** A model whose files set every parameter to something that changes a text. A new parameter does not compile without a value. */
const EVERY_RULE: Required<GenerationParameters> = {
  do_sample: true,
  temperature: 0.3,
  top_k: 7,
  top_p: 0.6,
  min_p: 0.2,
  typical_p: 0.5,
  top_h: 0.4,
  epsilon_cutoff: 0.1,
  eta_cutoff: 0.1,
  repetition_penalty: 1.5,
  frequency_penalty: 0.5,
  presence_penalty: 0.5,
  no_repeat_ngram_size: 2,
  bad_words: ["x"],
  min_length: 9,
  min_new_tokens: 8,
  max_length: 9,
  max_new_tokens: 3,
  max_time: 0.5,
  stop_strings: ["."],
  eos_token_id: 3,
  bos_token_id: 4,
  suppress_tokens: [5],
  begin_suppress_tokens: [6],
  bad_words_ids: [[7]],
  sequence_bias: [[[8], 2]],
  forced_bos_token_id: 9,
  forced_eos_token_id: 10,
  exponential_decay_length_penalty: [1, 2],
  encoder_repetition_penalty: 2,
  encoder_no_repeat_ngram_size: 2,
  renormalize_logits: true,
  remove_invalid_values: true,
  token_healing: true,
  num_return_sequences: 3,
  best_of: 4,
  num_beams: 2,
  length_penalty: 2,
  early_stopping: true,
  seed: 11,
  top_logprobs: 12,
};

const PROMPT = { prompt: "life is", truncate: 100 };
const SETTINGS = { temperature: 0.7, top_k: 20, top_p: 0.9 };

describe("the tour's requests", () => {
  it("switch off every rule of the model's own but those that say what a text begins and ends with", () => {
    const without = resolveParameters(WITHOUT_RULES, EVERY_RULE, 0);
    // The tour gives these itself, or a model has them for good.
    const { do_sample, temperature, top_k, top_p, seed, top_logprobs, max_length, max_new_tokens, ...rules } = without;
    const { length_penalty, eos_token_id, bos_token_id, forced_bos_token_id, top_h, ...others } = rules;
    const neutral = { min_p: 0, min_new_tokens: 0, max_time: 3600, exponential_decay_length_penalty: [0, 1] };
    expect({ ...TRANSFORMERS_DEFAULTS, ...others }).toEqual({ ...TRANSFORMERS_DEFAULTS, ...neutral });
  });

  it("draw with the settings, each token with its alternatives", () => {
    const request = drawing(PROMPT, SETTINGS, 5);
    expect(request).toMatchObject({
      ...PROMPT,
      parameters: { ...SETTINGS, do_sample: true, seed: 5, max_new_tokens: 12, top_logprobs: 10 },
    });
    expect(parseRequest(request).ok).toBe(true);
  });

  it.each([1, 2, 6])("search with %i beams and return all of them, by their sums", (beams) => {
    const request = searching(PROMPT, beams, 3);
    expect(request.parameters).toMatchObject({ num_beams: beams, num_return_sequences: beams, length_penalty: 0 });
    expect(parseRequest(request).ok).toBe(true);
    expect(resolveParameters(request.parameters, EVERY_RULE, 0)).toMatchObject({ do_sample: false, best_of: 1 });
  });

  it("read as much of a prompt as leaves room for the new tokens", () => {
    expect(readTokens({ maxPositions: 1024 })).toBe(1012);
    expect(readTokens({ maxPositions: 8 })).toBe(1);
  });
});

describe("the form", () => {
  it("is what the tour begins with: its own settings, then the model's, then those of transformers", () => {
    expect(settingsOf({ top_p: 0.5 }, { temperature: 0.8, top_p: 0.9 })).toEqual({
      temperature: 0.8,
      top_k: 50,
      top_p: 0.5,
    });
  });

  it("takes the settings over, and keeps what has nothing to do with them", () => {
    expect(withDrawing({ num_beams: 3, do_sample: false, seed: 4 }, SETTINGS)).toEqual({
      ...SETTINGS,
      do_sample: true,
      num_beams: 1,
      seed: 4,
    });
  });

  it("is a request that can be obeyed with beams, too", () => {
    const parameters = withBeams({ best_of: 8, num_return_sequences: 6, do_sample: true, seed: 4 }, 4);
    expect(parameters).toEqual({ num_return_sequences: 4, num_beams: 4, do_sample: false, seed: 4 });
    expect(parseRequest({ prompt: "x", parameters }).ok).toBe(true);
    expect(withBeams({}, 4)).toEqual({ num_beams: 4, do_sample: false });
  });
});
