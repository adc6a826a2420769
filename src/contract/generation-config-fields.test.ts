import { readFileSync } from "node:fs";
import * as v from "valibot";
import { describe, expect, it } from "vitest";
import { readGeneration } from "./generation-config.ts";
import { generationParameters } from "./parameters.ts";
import { inEnglish } from "./testing/refused.ts";
import { UNSUPPORTED_NAMES } from "./unsupported-settings.ts";

/** Every field of `GenerationConfig` in transformers 5.23; `scripts/golden/make_rule_goldens.py` wrote them down. */
const FIELDS = v.parse(
  v.array(v.string()),
  JSON.parse(readFileSync(new URL("fixtures/generation-config-fields.json", import.meta.url), "utf8")),
);

/** Fields that change speed, memory or what is reported, never a text of a GPT-2 computed here. */
const WITHOUT_EFFECT = [
  // The cache, and compilation.
  ...["use_cache", "cache_config", "cache_implementation", "max_cache_len", "compile_config", "disable_compile"],
  ...["continuous_batching_config", "prefill_chunk_size", "low_memory"],
  // Drafts that the model itself checks: the same text, sooner.
  ...["assistant_early_exit", "assistant_ensemble_weight", "assistant_lookbehind", "target_lookbehind", "use_mtp"],
  ...["num_assistant_tokens", "num_assistant_tokens_schedule", "prompt_lookup_num_tokens", "max_matching_ngram_size"],
  // Read only with `is_assistant`, which is noted.
  ...["assistant_confidence_threshold", "speculation_type"],
  // What `generate()` returns beside the text.
  ...["output_attentions", "output_hidden_states", "output_logits", "output_scores", "return_dict_in_generate"],
  // Padding, which no text here has; models with an encoder; the file's own version.
  ...["pad_token_id", "decoder_start_token_id", "transformers_version"],
];

describe("the fields of transformers' GenerationConfig", () => {
  it.each(FIELDS)("%s is obeyed, noted, or without effect on the text", (name) => {
    const ways = [
      name in generationParameters.entries,
      UNSUPPORTED_NAMES.includes(name),
      WITHOUT_EFFECT.includes(name),
    ];
    expect(ways.filter(Boolean)).toHaveLength(1);
  });

  it("hold nothing that they do not hold", () => {
    expect([...UNSUPPORTED_NAMES, ...WITHOUT_EFFECT].filter((name) => !FIELDS.includes(name))).toEqual([]);
  });

  it.each([
    ["guidance_scale", 1.5, 1],
    ["watermarking_config", { bias: 2 }, null],
    ["num_beam_groups", 2, 1],
    ["diversity_penalty", 0.5, 0],
    ["penalty_alpha", 0.6, 0],
    ["dola_layers", "low", null],
    ["constraints", [{}], []],
    ["force_words_ids", [[3]], []],
    ["is_assistant", true, false],
  ])("%s %j is noted by name and kept, and %j is not", (name, value, neutral) => {
    const read = (given: unknown) => readGeneration({ eos_token_id: 1 }, { bos_token_id: 1, [name]: given }, 10);
    expect(read(value).notes.map(inEnglish).join()).toContain(name);
    expect(read(value).disobeyed).toEqual({ [name]: value });
    expect(read(neutral)).toMatchObject({ notes: [], disobeyed: {} });
  });
});
