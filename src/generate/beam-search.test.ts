import { describe, expect, it } from "vitest";
import { randomGpt2 } from "./testing/random-gpt2.ts";
import { testRun } from "./testing/test-run.ts";

const PROMPT = [[1, 2, 3]];
const EOS = Array.from({ length: 40 }, (_, i) => 6 * i);

describe("beamSearch", () => {
  it("delivers each text as one delta at the end", async () => {
    const { samples, deltas } = await testRun(randomGpt2(1), PROMPT, {
      num_beams: 3,
      num_return_sequences: 3,
      max_new_tokens: 8,
    });
    expect(deltas).toEqual(samples.map(({ text, token_ids }, sample) => ({ sample, text, tokens: token_ids.length })));
    expect(samples.map(({ score }) => score)).toEqual(
      samples.map(({ score }) => score).toSorted((a, b) => (b ?? 0) - (a ?? 0)),
    );
  });

  it("finds a text at least as likely as greedy search does", async () => {
    const score = async (num_beams: number) => {
      const { samples } = await testRun(randomGpt2(3), PROMPT, { num_beams, max_new_tokens: 10, top_logprobs: 1 });
      return samples[0]?.details?.reduce((total, { logprob }) => total + logprob, 0) ?? Number.NaN;
    };
    expect(await score(8)).toBeGreaterThanOrEqual(await score(1));
  });

  it("sums the log-probabilities of its tokens into the score", async () => {
    const { samples } = await testRun(randomGpt2(3), PROMPT, {
      num_beams: 4,
      num_return_sequences: 4,
      max_new_tokens: 9,
      length_penalty: 0.7,
      eos_token_id: EOS,
      top_logprobs: 2,
    });
    for (const { details = [], token_ids, score } of samples) {
      expect(details.map(({ id }) => id)).toEqual(token_ids);
      const total = details.reduce((sum, { logprob }) => sum + logprob, 0);
      expect(score).toBeCloseTo(total / token_ids.length ** 0.7, 4);
    }
  });

  it("gives a prompt the same texts alone and in a batch", async () => {
    const parameters = { num_beams: 3, num_return_sequences: 2, max_new_tokens: 12, eos_token_id: EOS };
    const alone = await testRun(randomGpt2(1), PROMPT, parameters);
    const batch = await testRun(randomGpt2(1), [[9, 8, 7, 6, 5], ...PROMPT], parameters);
    expect(batch.samples.slice(2).map(({ token_ids }) => token_ids)).toEqual(
      alone.samples.map(({ token_ids }) => token_ids),
    );
    expect(batch.samples.map(({ prompt }) => prompt)).toEqual([0, 0, 1, 1]);
  });

  it("samples with the request's seed", async () => {
    const parameters = { num_beams: 3, do_sample: true, max_new_tokens: 10, seed: 5 };
    const first = await testRun(randomGpt2(1), PROMPT, parameters);
    const again = await testRun(randomGpt2(1), PROMPT, parameters);
    const other = await testRun(randomGpt2(1), PROMPT, { ...parameters, seed: 6 });
    expect(again.samples).toEqual(first.samples);
    expect(other.samples).not.toEqual(first.samples);
  });

  it("gives the best of what it has when it is stopped", async () => {
    let steps = 0;
    const { samples } = await testRun(
      randomGpt2(1),
      PROMPT,
      { num_beams: 3, num_return_sequences: 2, max_new_tokens: 40 },
      { isStopped: () => steps > 4, breathe: async () => void steps++ },
    );
    expect(samples.map(({ token_ids, finish_reason }) => [token_ids.length, finish_reason])).toEqual([
      [4, "stopped"],
      [4, "stopped"],
    ]);
  });

  it("answers as many empty samples as were asked for when it was stopped before the first token", async () => {
    const { samples } = await testRun(
      randomGpt2(1),
      PROMPT,
      { num_beams: 3, num_return_sequences: 2 },
      { isStopped: () => true },
    );
    expect(samples.map(({ text, finish_reason }) => [text, finish_reason])).toEqual([
      ["", "stopped"],
      ["", "stopped"],
    ]);
  });

  it("ends with reason time", async () => {
    let now = 0;
    const { samples } = await testRun(
      randomGpt2(1),
      PROMPT,
      { num_beams: 2, max_new_tokens: 40, max_time: 1 },
      {
        now: () => now,
        breathe: async () => {
          now += 300;
        },
      },
    );
    expect(samples[0]).toMatchObject({ finish_reason: "time" });
    expect(samples[0]?.token_ids.length).toBe(4);
  });

  it("refuses when every token is banned", async () => {
    const bad_words = Array.from({ length: 26 }, (_, i) => String.fromCharCode(97 + i));
    const only = { vocab_size: 128 };
    const run = testRun(randomGpt2(1, only), [[...Array(128).keys()].slice(0, 60)], {
      num_beams: 2,
      no_repeat_ngram_size: 1,
      bad_words: [...bad_words, ..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<=>?@[\\]^_`{|}~:;\u007f"],
      max_new_tokens: 4,
    });
    await expect(run).rejects.toMatchObject({ failure: { code: "bad_request" } });
  });
});
