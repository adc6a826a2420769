import { describe, expect, it } from "vitest";
import type { GenerationParameters } from "../contract/parameters.ts";
import { CHECKED } from "../generate/pass-costs.ts";
import { exactPass } from "../generate/testing/exact-pass.ts";
import { testRun } from "../generate/testing/test-run.ts";
import { vocabularyCodec } from "../generate/testing/vocabulary-codec.ts";
import { startForwardPass } from "../kernel/start-forward-pass.ts";
import { int4Model } from "../kernel/testing/int4-model.ts";
import { floatTensorsOf, randomModel, SMALL, tensorsOf } from "../kernel/testing/random-model.ts";
import { kernelModule } from "../kernel/testing/start-kernel.ts";

const LETTERS = [..."abcdefghijklmnopqrstuvwxyz .,\n"];
const SHAPE = { ...SMALL, n_positions: 256, vocab_size: LETTERS.length };
const codec = vocabularyCodec(LETTERS);
const PROMPTS = ["once upon a time there was a cat, once upon a time there was", "a, b, a, b, a", "x"];
const WEIGHTS = {
  q8: () => tensorsOf(randomModel(SHAPE)),
  q4: () => int4Model(SHAPE).tensors,
  fp32: () => floatTensorsOf(randomModel(SHAPE)),
};
const RUNS: readonly GenerationParameters[] = [
  {},
  { repetition_penalty: 1.1, top_logprobs: 5 },
  { no_repeat_ngram_size: 12, stop_strings: ["qqqq"] },
  { do_sample: true, temperature: 0.02, seed: 3, top_logprobs: 2 },
  { do_sample: true, temperature: 0.1, top_k: 3, seed: 4 },
  { do_sample: true, temperature: 1, seed: 5 },
  { do_sample: true, temperature: 0.05, num_return_sequences: 3, eos_token_id: [4] },
  { do_sample: true, temperature: 0.05, best_of: 4, eos_token_id: [4, 9] },
];

describe.each(Object.entries(WEIGHTS))(
  "texts of the kernel in %s whose guesses are computed along",
  (_dtype, tensors) => {
    it("are those that it writes one token at a time, each piece and each probability", async () => {
      const pass = await startForwardPass(await kernelModule(), SHAPE, tensors());
      const [ahead, plain] = [exactPass(pass), exactPass(pass, false)];
      for (const parameters of RUNS) {
        for (const prompt of PROMPTS) {
          const given = { max_new_tokens: 150, ...parameters };
          const { timings: _a, ...told } = await testRun(ahead, [prompt], given, {}, codec);
          await pass.truncate(0);
          const { timings: _b, ...wanted } = await testRun(plain, [prompt], given, {}, codec);
          await pass.truncate(0);
          expect(told).toEqual(wanted);
        }
      }
      const sizes = new Set(ahead.asked);
      expect(CHECKED.every((positions) => sizes.has(positions))).toBe(true);
      expect(ahead.asked.length).toBeLessThan(0.8 * plain.asked.length);
      await pass.dispose();
    });
  },
);
