import { describe, expect, it } from "vitest";
import { withKnownTokens } from "./known-tokens.ts";

describe("withKnownTokens", () => {
  it("leaves out what the model does not have, and what is left with nothing", () => {
    const given = {
      top_k: 5,
      bos_token_id: 100,
      eos_token_id: [3, 100],
      forced_eos_token_id: 100,
      suppress_tokens: [100, 200],
      begin_suppress_tokens: [1, 100],
      bad_words_ids: [
        [1, 2],
        [1, 100],
      ],
      sequence_bias: [
        [[100], 2],
        [[1], -1],
      ] as [number[], number][],
    };
    expect(withKnownTokens(given, 100)).toEqual({
      top_k: 5,
      eos_token_id: [3],
      begin_suppress_tokens: [1],
      bad_words_ids: [[1, 2]],
      sequence_bias: [[[1], -1]],
    });
  });

  it("changes nothing of a model whose tokens are all there", () => {
    const given = { bos_token_id: 99, eos_token_id: 99, forced_bos_token_id: 0, forced_eos_token_id: [1, 2] };
    expect(withKnownTokens(given, 100)).toEqual(given);
  });
});
