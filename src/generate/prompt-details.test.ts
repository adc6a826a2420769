import { describe, expect, it } from "vitest";
import { resolveParameters } from "../contract/parameters.ts";
import { scoreTokens } from "./score.ts";
import { chainModel } from "./testing/chain-model.ts";
import { randomGpt2 } from "./testing/random-gpt2.ts";
import { testRun } from "./testing/test-run.ts";
import { byteCodec } from "./testing/vocabulary-codec.ts";

const codec = byteCodec(["it ", "was"], []);
const LONG = "it was the best of times, it was the wörst of times 😀 ".repeat(2);
const model = (seed: number) => randomGpt2(seed, { vocab_size: 258, n_positions: 160 });

describe("the prompt's own tokens", () => {
  it("have the likelihood that scoring gives them, in prompts of several pieces and several prompts", async () => {
    const prompts = [LONG, "it was", "x"];
    const parameters = { max_new_tokens: 4 };
    const { prompt_details = [], samples } = await testRun(model(1), prompts, parameters, {}, codec, {
      prompt_logprobs: 3,
    });
    expect(samples).toEqual((await testRun(model(1), prompts, parameters, {}, codec)).samples);
    for (const [i, prompt] of prompts.entries()) {
      const ids = codec.encode(prompt);
      const details = prompt_details[i] ?? [];
      expect(details.map(({ id }) => id)).toEqual(ids);
      expect(details[0]).toMatchObject({ logprob: null, top: [] });
      if (ids.length === 1) continue;
      const surprise = details.reduce((sum, { logprob }) => sum - (logprob ?? 0), 0);
      expect(surprise).toBeCloseTo((await scoreTokens(model(1), ids)).surprise, 4);
      for (const { top } of details.slice(1)) expect(top).toHaveLength(3);
    }
  });

  it("begin where they stand in the prompt, and are told before the first new token", async () => {
    const { prompt_details = [], deltas } = await testRun(model(1), ["it was é"], { max_new_tokens: 1 }, {}, codec, {
      prompt_logprobs: 0,
    });
    expect(prompt_details[0]?.map(({ offset }) => offset)).toEqual([0, 3, 6, 7, 7]);
    expect(deltas[0]).toEqual({ sample: 0, text: "", tokens: 0, prompt: prompt_details[0] });
  });

  const TOO_LONG = ["0123456789".repeat(8)];

  it("begin where they stand also where the oldest are left out", async () => {
    const more = { prompt_logprobs: 0, truncate: 60 };
    const { prompt_details = [] } = await testRun(
      randomGpt2(1),
      TOO_LONG,
      { max_new_tokens: 4 },
      {},
      byteCodec(),
      more,
    );
    expect(prompt_details[0]?.map(({ offset }) => offset)).toEqual(Array.from({ length: 60 }, (_, i) => 20 + i));
  });

  it("are refused where the oldest do not fit, which nobody asked to leave out", async () => {
    const run = testRun(randomGpt2(1), TOO_LONG, { max_new_tokens: 4 }, {}, byteCodec(), { prompt_logprobs: 0 });
    await expect(run).rejects.toMatchObject({ failure: { code: "limit_exceeded", subject: "prompt" } });
  });

  it("are all told of a prompt that fills the context and is only read", async () => {
    const parameters = { ...resolveParameters({}, {}, 0), max_new_tokens: 0 };
    const full = ["0123456789".repeat(8).slice(0, 64)];
    const more = { prompt_logprobs: 0, parameters };
    const { prompt_details, samples, deltas } = await testRun(randomGpt2(1), full, {}, {}, byteCodec(), more);
    expect(prompt_details?.[0]).toHaveLength(64);
    expect(samples).toEqual([{ prompt: 0, text: "", token_ids: [], finish_reason: "length" }]);
    expect(deltas).toEqual([{ sample: 0, text: "", tokens: 0, prompt: prompt_details?.[0] }]);
  });
});

describe("the new tokens' details", () => {
  it("keep four alternatives apart that are parts of characters, and begin within the text", async () => {
    const parts = { 240: 8, 226: 7, 195: 6, 206: 5 };
    const forward = chainModel(256, { 33: parts, 240: { 159: 8 }, 159: { 152: 8 }, 152: { 128: 8 }, 128: { 97: 8 } });
    const { samples } = await testRun(forward, ["!"], { max_new_tokens: 5, top_logprobs: 4 });
    const details = samples[0]?.details ?? [];
    expect(details[0]?.top.map(({ bytes }) => bytes)).toEqual([[0xf0], [0xe2], [0xc3], [0xce]]);
    expect(details.map(({ offset }) => offset)).toEqual([0, 0, 0, 0, 2]);
    expect(samples[0]?.text).toBe("😀a");
  });

  it.each([{}, { num_beams: 2 }])("begin where the text that was written before ends: %j", async (search) => {
    const parameters = { ...search, max_new_tokens: 20, top_logprobs: 1 };
    const { samples } = await testRun(model(2), ["it was"], parameters, {}, codec);
    const { details = [], text = "" } = samples[0] ?? {};
    const pieces = details.map(({ offset }, i) => text.slice(offset, details[i + 1]?.offset));
    expect(pieces.join("")).toBe(text);
    for (const [i, { text: own, bytes }] of details.entries()) if (bytes === undefined) expect(pieces[i]).toBe(own);
  });
});
