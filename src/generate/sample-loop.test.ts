import { describe, expect, it } from "vitest";
import { randomGpt2 } from "./testing/random-gpt2.ts";
import { testRun } from "./testing/test-run.ts";

const PROMPT = [[1, 2, 3]];

describe("sampleLoop", () => {
  it("streams what it returns", async () => {
    const run = await testRun(randomGpt2(1), PROMPT, { max_new_tokens: 12, do_sample: true, num_return_sequences: 3 });
    for (const [index, sample] of run.samples.entries()) {
      const own = run.deltas.filter((delta) => delta.sample === index);
      expect(own.map((delta) => delta.text).join("")).toBe(sample.text);
      expect(own.at(-1)?.tokens).toBe(12);
    }
  });

  it("gives the same text for the same seed and another for another", async () => {
    const parameters = { max_new_tokens: 12, do_sample: true, seed: 7 };
    const first = await testRun(randomGpt2(1), PROMPT, parameters);
    const again = await testRun(randomGpt2(1), PROMPT, parameters);
    const other = await testRun(randomGpt2(1), PROMPT, { ...parameters, seed: 8 });
    expect(again.samples).toEqual(first.samples);
    expect(other.samples).not.toEqual(first.samples);
  });

  it("draws each sample from its own stream: alone, with others and in a batch it is the same", async () => {
    const parameters = { max_new_tokens: 12, do_sample: true, seed: 7 };
    const alone = await testRun(randomGpt2(1), PROMPT, parameters);
    const batch = await testRun(randomGpt2(1), [[9, 9, 9, 9, 9], ...PROMPT], {
      ...parameters,
      num_return_sequences: 3,
    });
    expect(batch.samples[3]?.token_ids).toEqual(alone.samples[0]?.token_ids);
    expect(batch.samples[4]?.token_ids).not.toEqual(alone.samples[0]?.token_ids);
  });

  it("computes the prompt once for all samples, and finished rows no more", async () => {
    const model = randomGpt2(1);
    const eos_token_id = Array.from({ length: 64 }, (_, i) => i);
    const { samples } = await testRun(model, PROMPT, {
      max_new_tokens: 20,
      do_sample: true,
      num_return_sequences: 8,
      eos_token_id,
    });
    expect(new Set(samples.map(({ token_ids }) => token_ids.length)).size).toBeGreaterThan(1);
    const decoded = samples.reduce((total, { token_ids }) => total + token_ids.length - 1, 0);
    expect(model.computed).toBe(3 + decoded);
  });

  it("goes on from the cache where a prompt begins like the last text", async () => {
    const model = randomGpt2(1);
    const first = await testRun(model, PROMPT, { max_new_tokens: 8 });
    const before = model.computed;
    const longer = [[...(PROMPT[0] ?? []), ...(first.samples[0]?.token_ids ?? [])]];
    const next = await testRun(model, longer, { max_new_tokens: 4 });
    expect(model.computed - before).toBe(1 + 3);
    const fresh = await testRun(randomGpt2(1), longer, { max_new_tokens: 4 });
    expect(next.samples).toEqual(fresh.samples);
  });

  it("ends with reason length at the end of the context", async () => {
    const { samples } = await testRun(randomGpt2(1), PROMPT, { max_new_tokens: 500 });
    expect(samples[0]).toMatchObject({ finish_reason: "length" });
    expect(samples[0]?.token_ids.length).toBe(61);
  });

  it("drops the oldest tokens of a prompt that is longer than the context, and says how many", async () => {
    const prompt = Array.from({ length: 100 }, (_, i) => i);
    const long = await testRun(randomGpt2(1), [prompt], { max_new_tokens: 10 });
    expect(long).toMatchObject({ dropped_tokens: 46, prompt_tokens: 54 });
    const short = await testRun(randomGpt2(1), [prompt.slice(46)], { max_new_tokens: 10 });
    expect(long.samples).toEqual(short.samples);
  });

  it("stops after the token under way", async () => {
    let asked = false;
    const run = await testRun(
      randomGpt2(1),
      PROMPT,
      { max_new_tokens: 50 },
      {
        onDelta: ({ tokens }) => {
          asked = tokens === 5;
        },
        isStopped: () => asked,
      },
    );
    expect(run.samples[0]).toMatchObject({ finish_reason: "stopped" });
    expect(run.samples[0]?.token_ids.length).toBe(5);
  });

  it("answers empty samples when it was stopped before the first token", async () => {
    const run = await testRun(
      randomGpt2(1),
      PROMPT,
      { num_return_sequences: 2, do_sample: true },
      { isStopped: () => true },
    );
    expect(run.samples).toEqual([
      { prompt: 0, text: "", token_ids: [], finish_reason: "stopped" },
      { prompt: 0, text: "", token_ids: [], finish_reason: "stopped" },
    ]);
  });

  it("ends with reason time", async () => {
    let now = 0;
    const clock = {
      now: () => now,
      breathe: async () => {
        now += 100;
      },
    };
    const run = await testRun(randomGpt2(1), PROMPT, { max_new_tokens: 50, max_time: 0.95 }, clock);
    expect(run.samples[0]).toMatchObject({ finish_reason: "time" });
    expect(run.samples[0]?.token_ids.length).toBe(10);
  });

  it("awaits its listener", async () => {
    const events: string[] = [];
    await testRun(
      randomGpt2(1),
      PROMPT,
      { max_new_tokens: 2 },
      {
        onDelta: async ({ tokens }) => {
          await new Promise((resolve) => setTimeout(resolve, 1));
          events.push(`taken ${tokens}`);
        },
        breathe: async () => void events.push("breathe"),
      },
    );
    expect(events).toEqual(["breathe", "taken 1", "breathe", "taken 2", "breathe"]);
  });

  it("refuses logits that are not finite", async () => {
    const model = randomGpt2(1);
    const broken = Object.assign(model, { forward: async () => new Float32Array(256).fill(Number.NaN, 40, 41) });
    await expect(testRun(broken, PROMPT, { max_new_tokens: 2 })).rejects.toMatchObject({
      failure: { code: "nan_logits" },
    });
  });

  it("reports log-probabilities of what was drawn and the likeliest alternatives", async () => {
    const { samples } = await testRun(randomGpt2(1), PROMPT, {
      max_new_tokens: 5,
      do_sample: true,
      top_k: 4,
      top_logprobs: 10,
    });
    const details = samples[0]?.details ?? [];
    expect(details.map(({ id }) => id)).toEqual(samples[0]?.token_ids);
    for (const { id, logprob, top } of details) {
      expect(top.length).toBe(4);
      expect(top.reduce((total, one) => total + Math.exp(one.logprob), 0)).toBeCloseTo(1, 10);
      expect(top.find((one) => one.id === id)?.logprob).toBe(logprob);
    }
  });
});
