import { describe, expect, it } from "vitest";
import type { GenerateDelta, Sample } from "../contract/generate-result.ts";
import type { GenerationParameters } from "../contract/parameters.ts";
import { chainModel } from "./testing/chain-model.ts";
import { randomGpt2 } from "./testing/random-gpt2.ts";
import { type TestRun, testRun } from "./testing/test-run.ts";
import { vocabularyCodec } from "./testing/vocabulary-codec.ts";

const PROMPT = [[1, 2, 3]];
const EOS = Array.from({ length: 24 }, (_, i) => i);
const DRAWN = { do_sample: true, seed: 7, max_new_tokens: 12, eos_token_id: EOS };

const idsOf = (samples: readonly Sample[]) => samples.map(({ token_ids }) => token_ids.join());
const textOf = (deltas: readonly GenerateDelta[], sample: number) =>
  deltas.flatMap((delta) => (delta.sample === sample ? delta.text : [])).join("");

describe("drawBest", () => {
  it("returns the best of the texts that the same seed draws one by one", async () => {
    const all = await testRun(randomGpt2(1), PROMPT, { ...DRAWN, num_return_sequences: 8 });
    const best = await testRun(randomGpt2(1), PROMPT, { ...DRAWN, best_of: 8, num_return_sequences: 3 });
    expect(best.samples).toHaveLength(3);
    for (const ids of idsOf(best.samples)) expect(idsOf(all.samples)).toContain(ids);
    expect(best.samples[0]?.finish_reason).toBe("eos");
    const one = await testRun(randomGpt2(1), PROMPT, { ...DRAWN, best_of: 8 });
    expect(one.samples).toEqual(best.samples.slice(0, 1));
    const ranked = await testRun(randomGpt2(1), PROMPT, { ...DRAWN, best_of: 8, num_return_sequences: 8 });
    expect(idsOf(ranked.samples).toSorted()).toEqual(idsOf(all.samples).toSorted());
    expect(ranked.samples.slice(0, 3)).toEqual(best.samples);
  });

  it("ranks by the mean log-probability after the processors", async () => {
    const asked = { ...DRAWN, eos_token_id: [], max_new_tokens: 2, repetition_penalty: 3, top_k: 0 };
    // Letters alone, so that nothing but the likelihood decides.
    const letters = vocabularyCodec(Array.from({ length: 256 }, (_, i) => String.fromCodePoint(0x100 + i)));
    const all = { ...asked, best_of: 8, num_return_sequences: 8, top_logprobs: 1 };
    const run = await testRun(randomGpt2(1), PROMPT, all, {}, letters);
    const means = run.samples.map(({ details = [] }) => details.reduce((sum, { logprob }) => sum + logprob, 0));
    expect(means).toEqual(means.toSorted((a, b) => b - a));
    expect(new Set(means).size).toBeGreaterThan(4);
  });

  it("ranks by what the model says, whatever the temperature and the cut-offs that were drawn with", async () => {
    const asked = { ...DRAWN, max_new_tokens: 1, eos_token_id: [], best_of: 8, top_k: 2, temperature: 5 };
    const { samples } = await testRun(randomGpt2(1), PROMPT, asked);
    const greedy = await testRun(randomGpt2(1), PROMPT, { max_new_tokens: 1 });
    expect(idsOf(samples)).toEqual(idsOf(greedy.samples));
  });

  it("is the same for a prompt alone and among many, however many rows fit", async () => {
    const prompts = Array.from({ length: 8 }, (_, i) => [i + 1, 2 * i + 1]);
    const together = await testRun(randomGpt2(1), prompts, { ...DRAWN, best_of: 16, num_return_sequences: 2 });
    expect(together.samples.map(({ prompt }) => prompt)).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7]);
    for (const [i, prompt] of prompts.entries()) {
      const alone = await testRun(randomGpt2(1), [prompt], { ...DRAWN, best_of: 16, num_return_sequences: 2 });
      expect(idsOf(together.samples.slice(2 * i, 2 * i + 2))).toEqual(idsOf(alone.samples));
    }
  });

  it("says that it began, then tells what it returns as it was drawn", async () => {
    const asked = { ...DRAWN, best_of: 6, num_return_sequences: 2, top_logprobs: 2 };
    const { deltas, samples } = await testRun(randomGpt2(1), PROMPT, asked);
    expect(deltas[0]).toEqual({ sample: 0, text: "", tokens: 0 });
    for (const [index, sample] of samples.entries()) {
      expect(textOf(deltas, index)).toBe(sample.text);
      const own = deltas.slice(1).filter((delta) => delta.sample === index);
      expect(own.map(({ detail }) => detail)).toEqual(sample.details);
      expect(own.map(({ tokens }) => tokens)).toEqual(sample.token_ids.map((_, i) => i + 1));
    }
  });

  it("tells each text's prompt before it, once", async () => {
    const asked = { ...DRAWN, best_of: 6, num_return_sequences: 2 };
    const more = { prompt_logprobs: 1 };
    const run: TestRun = await testRun(
      randomGpt2(1),
      [
        [1, 2],
        [3, 4, 5],
      ],
      asked,
      {},
      undefined,
      more,
    );
    expect(run.prompt_details?.map((tokens) => tokens.length)).toEqual([2, 3]);
    const told = run.deltas.filter(({ prompt }) => prompt !== undefined);
    expect(told.map(({ sample, prompt }) => [sample, prompt?.length])).toEqual([
      [0, 2],
      [1, 2],
      [2, 3],
      [3, 3],
    ]);
  });

  it("counts what it returns, and the speed of all that it wrote", async () => {
    // With another measure than the mean none is given up.
    const asked = { ...DRAWN, best_of: 8, length_penalty: 0.9 };
    const { completion_tokens, samples, timings } = await testRun(randomGpt2(1), PROMPT, asked);
    expect(completion_tokens).toBe(samples[0]?.token_ids.length);
    const all = await testRun(randomGpt2(1), PROMPT, { ...DRAWN, num_return_sequences: 8 });
    const decoded = all.completion_tokens - 8;
    expect(timings.tokens_per_second * (timings.total_ms - timings.first_token_ms)).toBeCloseTo(decoded * 1000);
  });

  it("gives up what has fallen far behind, once as many as are wanted have ended", async () => {
    const run = async (more: GenerationParameters) => {
      const model = randomGpt2(1);
      const asked = { ...DRAWN, max_new_tokens: 40, best_of: 8, temperature: 3, top_k: 0, ...more };
      const { samples } = await testRun(model, PROMPT, asked);
      return { computed: model.computed, text: samples[0]?.text };
    };
    const [one, all] = [await run({}), await run({ num_return_sequences: 8 })];
    expect(one.computed).toBeLessThan(0.8 * all.computed);
    expect(one.text).toBe(all.text);
  });

  describe("of texts that do not fit together", () => {
    const asked = { do_sample: true, seed: 7, max_new_tokens: 1000, eos_token_id: [5], top_k: 0 };
    const long = async (more: GenerationParameters) => {
      const model = Object.assign(chainModel(6, {}), { maxPositions: 2048 });
      let calls = 0;
      const forward: typeof model.forward = (...args) => {
        calls++;
        return model.forward(...args);
      };
      const { samples } = await testRun(Object.assign(Object.create(model), { forward }), PROMPT, {
        ...asked,
        ...more,
      });
      return { samples, calls };
    };

    it("draws them in turns, each as it would be drawn among all", async () => {
      const together = await long({ num_return_sequences: 16 });
      const inTurns = await long({ num_return_sequences: 16, best_of: 16 });
      expect(inTurns.calls).toBeGreaterThan(together.calls);
      expect(idsOf(inTurns.samples).toSorted()).toEqual(idsOf(together.samples).toSorted());
    });

    it("begins no further turn when the time is up, unless texts are wanted", async () => {
      const short = { max_time: 0.0005, best_of: 16, eos_token_id: [] };
      const one = await long(short);
      expect([one.calls, one.samples.map(({ finish_reason }) => finish_reason)]).toEqual([1, ["time"]]);
      const twelve = await long({ ...short, num_return_sequences: 12 });
      expect([twelve.calls, twelve.samples.length]).toEqual([2, 12]);
    });
  });

  it("returns the best of what is there when it is stopped", async () => {
    let pauses = 0;
    const hooks = { isStopped: () => ++pauses > 3 };
    const { samples } = await testRun(randomGpt2(1), PROMPT, { ...DRAWN, best_of: 4, eos_token_id: [] }, hooks);
    expect(samples).toMatchObject([{ finish_reason: "stopped" }]);
    expect(samples[0]?.token_ids.length).toBe(3);
  });
});
