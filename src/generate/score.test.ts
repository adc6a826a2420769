import { describe, expect, it } from "vitest";
import { at } from "../contract/at.ts";
import type { PromptToken } from "../contract/token-detail.ts";
import { measureQuality } from "./measure-quality.ts";
import { scoreText, scoreTokens } from "./score.ts";
import { randomGpt2 } from "./testing/random-gpt2.ts";
import { byteCodec } from "./testing/vocabulary-codec.ts";

const TEXT = "It was the best of times, it was the wörst of times. 😀";
const IDS = byteCodec().encode(TEXT.repeat(3));

/** What the model says of one token after all that stands before it in its window. */
async function surpriseAfter(context: readonly number[], target: number): Promise<number> {
  const logits = await randomGpt2(1).forward([context]);
  const total = logits.reduce((sum, logit) => sum + Math.exp(logit), 0);
  return Math.log(total) - (logits[target] ?? 0);
}

describe("scoreTokens", () => {
  it("gives prefill and token by token the same likelihood", async () => {
    const prefill = await scoreTokens(randomGpt2(1), IDS);
    const decode = await scoreTokens(randomGpt2(1), IDS, { chunk: 1 });
    expect(decode.surprise).toBeCloseTo(prefill.surprise, 8);
    expect(prefill.tokens).toBe(IDS.length - 1);
  });

  it("moves a window over a text longer than the context", async () => {
    const ids = IDS.slice(0, 14);
    const { surprise } = await scoreTokens(randomGpt2(1), ids, { window: 8, stride: 3, chunk: 2 });
    // Windows begin at 0, 3 and 6; each token is scored in the first window that has it as a target.
    const begins = [0, 0, 0, 0, 0, 0, 0, 0, 3, 3, 3, 6, 6];
    let expected = 0;
    for (const [i, begin] of begins.entries())
      expected += await surpriseAfter(ids.slice(begin, i + 1), ids[i + 1] ?? -1);
    expect(surprise).toBeCloseTo(expected, 4);
  });

  it("computes no logits twice where windows do not overlap", async () => {
    const model = randomGpt2(1);
    await scoreTokens(model, IDS, { stride: 64 });
    expect(model.computed).toBe(IDS.length - 1);
  });

  it("refuses a text without a token to score", async () => {
    await expect(scoreTokens(randomGpt2(1), [5])).rejects.toMatchObject({ failure: { code: "bad_request" } });
  });

  it("refuses logits that are not finite", async () => {
    const broken = Object.assign(randomGpt2(1), { forward: async () => new Float32Array(64 * 256).fill(Number.NaN) });
    await expect(scoreTokens(broken, IDS)).rejects.toMatchObject({ failure: { code: "nan_logits" } });
  });

  it("pauses between forward passes", async () => {
    let pauses = 0;
    await scoreTokens(randomGpt2(1), IDS.slice(0, 31), { chunk: 10, pause: async () => void pauses++ });
    expect(pauses).toBe(3);
  });
});

describe("scoreText", () => {
  const started = { text: TEXT, ids: [0, ...byteCodec().encode(TEXT)], start: 1 };

  it("scores the first token too when it is given a start, and counts UTF-8 bytes", async () => {
    const score = await scoreText(randomGpt2(1), byteCodec(), started);
    const { surprise } = await scoreTokens(randomGpt2(1), [0, ...byteCodec().encode(TEXT)]);
    expect(score.bytes).toBe(new TextEncoder().encode(TEXT).length);
    expect(score.tokens).toBe(score.bytes);
    expect(score.perplexity).toBeCloseTo(Math.exp(surprise / score.tokens), 8);
    expect(score.bits_per_byte).toBeCloseTo(Math.log2(score.perplexity), 8);
  });

  it.each([
    ["from a start", started, {}],
    ["from its first token", { ...started, ids: started.ids.slice(1), start: 0 }, {}],
    ["in windows", started, { window: 16, stride: 5, chunk: 3 }],
  ])("tells each token as it scores it, %s, and comes to the same", async (_name, text, options) => {
    const told: PromptToken[] = [];
    const onTokens = (tokens: readonly PromptToken[]) => void told.push(...tokens);
    const score = await scoreText(randomGpt2(1), byteCodec(), text, { ...options, wanted: 2, onTokens });
    const plain = await scoreText(randomGpt2(1), byteCodec(), text, options);
    const figures = {
      ...plain,
      perplexity: expect.closeTo(plain.perplexity, 8),
      bits_per_byte: expect.closeTo(plain.bits_per_byte, 8),
    };
    expect(score).toEqual(figures);
    const whole = await scoreText(randomGpt2(1), byteCodec(), text, { ...options, wanted: 2 });
    expect(whole).toEqual({ ...figures, details: told });
    expect(told.map(({ id }) => id)).toEqual(text.ids.slice(text.start));
    const unknown = told.filter(({ logprob }) => logprob === null).length;
    expect(unknown).toBe(text.start === 0 ? 1 : 0);
    for (const { logprob, top } of told.slice(unknown)) {
      expect(top).toHaveLength(2);
      expect(logprob).toBeLessThanOrEqual(at(top, 0).logprob);
    }
  });

  it("places the parts of a character where the character begins", async () => {
    const { details = [] } = await scoreText(randomGpt2(1), byteCodec(), started, { wanted: 0 });
    const own = (character: string) => details.filter(({ offset }) => offset === TEXT.indexOf(character)).length;
    expect([own("ö"), own("😀"), own("I")]).toEqual([2, 4, 1]);
  });
});

describe("scoreTokens after a context", () => {
  it.each([{}, { chunk: 1 }, { window: 8, stride: 3, chunk: 2 }])(
    "scores what follows it alone: %j",
    async (options) => {
      const context = IDS.slice(0, 3);
      const score = await scoreTokens(randomGpt2(1), IDS.slice(0, 6), { ...options, context: 3 });
      let expected = 0;
      for (const [i, target] of IDS.slice(3, 6).entries())
        expected += await surpriseAfter([...context, ...IDS.slice(3, 3 + i)], target);
      expect(score.tokens).toBe(3);
      expect(score.surprise).toBeCloseTo(expected, 4);
    },
  );

  it("refuses a text that is context and no more", async () => {
    await expect(scoreTokens(randomGpt2(1), IDS.slice(0, 3), { context: 3 })).rejects.toMatchObject({
      failure: { code: "bad_request" },
    });
  });
});

describe("measureQuality", () => {
  it("finds nothing between a model and itself", async () => {
    const quality = await measureQuality(randomGpt2(1), randomGpt2(1), IDS);
    expect(quality).toMatchObject({ top1_agreement: 1, max_logit_error: 0, tokens: IDS.length - 1 });
    expect(quality.perplexity_prefill).toBe(quality.fp32_perplexity);
    expect(quality.perplexity_decode).toBeCloseTo(quality.fp32_perplexity, 6);
  });

  it("tells different models apart", async () => {
    const quality = await measureQuality(randomGpt2(1), randomGpt2(2), IDS);
    const other = await scoreTokens(randomGpt2(2), IDS);
    expect(quality.top1_agreement).toBeLessThan(0.5);
    expect(quality.max_logit_error).toBeGreaterThan(0.1);
    expect(quality.perplexity_prefill).toBeCloseTo(Math.exp(other.surprise / other.tokens), 6);
    expect(quality.perplexity_prefill).not.toBeCloseTo(quality.fp32_perplexity, 1);
  });

  it("refuses different vocabularies", async () => {
    const small = randomGpt2(1, { vocab_size: 200 });
    await expect(measureQuality(small, randomGpt2(1), IDS)).rejects.toMatchObject({
      failure: { code: "size_mismatch" },
    });
  });
});
