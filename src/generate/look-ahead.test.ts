import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ForwardPass } from "../contract/forward-pass.ts";
import { nonFiniteLogits } from "../contract/non-finite-logits.ts";
import { type Refusal, refuse } from "../contract/outcome.ts";
import { chainModel } from "./testing/chain-model.ts";
import { exactPass } from "./testing/exact-pass.ts";
import { randomGpt2 } from "./testing/random-gpt2.ts";
import { testRun } from "./testing/test-run.ts";
import { vocabularyCodec } from "./testing/vocabulary-codec.ts";

const LETTERS = [..."abcdefgh .\n"];
const codec = vocabularyCodec(LETTERS);
const model = (seed: number) => randomGpt2(seed, { vocab_size: LETTERS.length, n_positions: 96 });
/** A model that says "abcdabcd…". */
const circle = () => chainModel(8, { 0: { 1: 9 }, 1: { 2: 9 }, 2: { 3: 9 }, 3: { 0: 9 } });
const LOOP = [[0, 1, 2, 3, 0, 1, 2]];

const parameters = fc.record({
  max_new_tokens: fc.integer({ min: 1, max: 80 }),
  seed: fc.nat(1000),
  do_sample: fc.boolean(),
  temperature: fc.constantFrom(0.05, 0.2, 1),
  top_k: fc.constantFrom(0, 3, 50),
  top_p: fc.constantFrom(1, 0.9),
  typical_p: fc.constantFrom(1, 0.8),
  min_p: fc.constantFrom(0, 0.1),
  repetition_penalty: fc.constantFrom(1, 1, 1.05, 2),
  presence_penalty: fc.constantFrom(0, 0.02),
  frequency_penalty: fc.constantFrom(0, 0.01),
  no_repeat_ngram_size: fc.constantFrom(0, 0, 0, 9),
  min_new_tokens: fc.constantFrom(0, 20),
  eos_token_id: fc.constantFrom<number[][]>([], [10], [3, 4]),
  stop_strings: fc.constantFrom<string[][]>([], ["ab"], ["aaaa", "h.h"]),
  top_logprobs: fc.constantFrom(0, 3),
  num_return_sequences: fc.constantFrom(1, 1, 3),
});
const prompts = fc.array(fc.string({ unit: fc.constantFrom(...LETTERS), minLength: 1, maxLength: 40 }), {
  minLength: 1,
  maxLength: 2,
});

/** What a run answers and tells on its way, but for its times. */
async function play(pass: ForwardPass, ...rest: Parameters<typeof testRun> extends [unknown, ...infer R] ? R : never) {
  const { timings: _, ...run } = await testRun(pass, ...rest);
  return run;
}

describe("a text whose guesses are computed along", () => {
  it("is the same in every way, whatever the parameters", async () => {
    let saved = 0;
    await fc.assert(
      fc.asyncProperty(fc.nat(20), prompts, parameters, async (seed, texts, asked) => {
        const given = { ...asked, num_return_sequences: asked.do_sample ? asked.num_return_sequences : 1 };
        const pass = exactPass(model(seed));
        const ahead = await play(pass, texts, given, {}, codec);
        expect(ahead).toEqual(await play(model(seed), texts, given, {}, codec));
        saved += pass.asked.filter((tokens) => tokens > texts.length).length;
        // The cache says what it holds: another text that begins alike goes on from it.
        const next = texts.map((text, i) => text + (ahead.samples[i]?.text ?? "").slice(0, 30));
        expect(await play(pass, next, given, {}, codec)).toEqual(await play(model(seed), next, given, {}, codec));
      }),
      { seed: 1, numRuns: 30 },
    );
    expect(saved).toBeGreaterThan(60);
  });

  it("takes fewer passes where it goes round", async () => {
    const pass = exactPass(circle());
    const { samples } = await testRun(pass, LOOP, { max_new_tokens: 40 });
    expect(samples[0]?.token_ids).toEqual(
      (await testRun(circle(), LOOP, { max_new_tokens: 40 })).samples[0]?.token_ids,
    );
    // The prompt, and 39 more tokens.
    expect(pass.asked.length).toBeLessThan(10);
    expect(pass.cached[0]?.length).toBe(46);
  });

  it("is told token by token, and a stop ends it within one", async () => {
    const told: number[] = [];
    let isStopped = false;
    const onDelta = ({ tokens }: { readonly tokens: number }) => {
      told.push(tokens);
      isStopped = tokens === 21;
    };
    const run = await testRun(
      exactPass(circle()),
      LOOP,
      { max_new_tokens: 40 },
      { onDelta, isStopped: () => isStopped },
    );
    expect(told).toEqual(Array.from({ length: 21 }, (_, i) => i + 1));
    expect(run.samples[0]).toMatchObject({ finish_reason: "stopped", token_ids: { length: 21 } });
  });

  it("never passes the context's end or its own", async () => {
    for (const max_new_tokens of [1, 2, 3, 8, 9, 500]) {
      const pass = exactPass(circle());
      const { samples } = await testRun(pass, LOOP, { max_new_tokens });
      expect(samples[0]?.token_ids.length).toBe(Math.min(max_new_tokens, 57));
      expect(pass.cached[0]?.length).toBeLessThanOrEqual(6 + Math.min(max_new_tokens, 57));
    }
  });

  it("is written one token at a time where a pass of several takes longer than they do", async () => {
    let [passes, time] = [0, 0];
    const pass = Object.assign(circle(), { exactPieces: true as const });
    const forward = pass.forward.bind(pass);
    pass.forward = (ids, want) => {
      passes++;
      time += (ids[0]?.length ?? 0) * (want === "all" ? 2 : 1);
      return forward(ids, want);
    };
    for (let run = 0; run < 9; run++) await testRun(pass, LOOP, { max_new_tokens: 50 }, { now: () => time });
    passes = 0;
    await testRun(pass, LOOP, { max_new_tokens: 50 }, { now: () => time });
    expect(passes).toBe(50);
  });

  it("goes on where what was guessed cannot be computed", async () => {
    const failures: Refusal[] = [nonFiniteLogits(), refuse("out_of_memory", "cache", { bytes: 1, held: 1 })];
    for (const failure of failures) {
      const pass = exactPass(circle());
      const forward = pass.forward.bind(pass);
      let failed = 0;
      pass.forward = async (ids, want) => {
        if (want !== "all") return forward(ids, want);
        failed++;
        await forward(ids, want);
        throw failure;
      };
      const { samples } = await testRun(pass, LOOP, { max_new_tokens: 20 });
      expect(samples[0]?.token_ids).toEqual([3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2]);
      expect(failed).toBe(1);
    }
  });

  it("fails as any other where the model is lost", async () => {
    const pass = exactPass(circle());
    pass.forward = async (ids, want) => {
      if (want === "all") throw refuse("gpu_lost", "lost", { reason: "gone" });
      return circle().forward(ids, want);
    };
    await expect(testRun(pass, LOOP, { max_new_tokens: 20 })).rejects.toMatchObject({ failure: { code: "gpu_lost" } });
  });
});
