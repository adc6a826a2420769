/**
 * Prints what the token loop itself costs per step, without a model: `npx tsx bench/token-step.ts`. Minimum and median
 * of 100 steps after warm-up, for one row, on logits that are normally distributed.
 */
import type { ForwardPass, TextCodec } from "../src/contract/forward-pass.ts";
import { type GenerationParameters, resolveParameters } from "../src/contract/parameters.ts";
import { generateTokens } from "../src/generate/generate-tokens.ts";
import { randomStream } from "../src/generate/random.ts";
import { createBreathe } from "../src/worker/breathe.ts";

const SETTINGS: Record<string, GenerationParameters> = {
  greedy: {},
  "top_k 50": { do_sample: true },
  "top_k 50, top_p 0.9, temperature 0.8, repetition_penalty 1.2, no_repeat_ngram_size 3": {
    do_sample: true,
    top_p: 0.9,
    temperature: 0.8,
    repetition_penalty: 1.2,
    no_repeat_ngram_size: 3,
  },
  "top_k 50, top_logprobs 5": { do_sample: true, top_logprobs: 5 },
  "top_p 0.9 without top_k": { do_sample: true, top_k: 0, top_p: 0.9 },
  "typical_p 0.9 without top_k": { do_sample: true, top_k: 0, typical_p: 0.9 },
  "beam search, 4 beams": { num_beams: 4 },
};
const STEPS = 160;
const WARM_UP = 60;

const codec: TextCodec = {
  encode: (text) => [text.length],
  decode: (ids) => ids.join(" "),
  describe: (id) => ({ text: String(id) }),
};
const breathe = createBreathe(() => performance.now());

/** A model that answers at once, each time with other logits, and takes note of when it was asked. */
function instantModel(vocabSize: number, asked: number[]): ForwardPass {
  const random = randomStream(1, 0);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const rows = Array.from({ length: 8 }, () => Float32Array.from({ length: 4 * vocabSize }, () => 2.5 * normal()));
  return {
    vocabSize,
    maxPositions: 1024,
    cached: [],
    async forward(tokens) {
      asked.push(performance.now());
      return (rows[asked.length % rows.length] ?? new Float32Array()).subarray(0, tokens.length * vocabSize);
    },
    async reorder() {},
    async truncate() {},
    async dispose() {},
  };
}

for (const vocabSize of [8_000, 50_257]) {
  for (const [name, parameters] of Object.entries(SETTINGS)) {
    const asked: number[] = [];
    const resolved = resolveParameters({ ...parameters, max_new_tokens: STEPS }, {}, 1);
    const hooks = { onDelta: () => {}, isStopped: () => false, now: () => performance.now(), breathe };
    await generateTokens(instantModel(vocabSize, asked), codec, { prompts: [[1]], parameters: resolved }, hooks);
    const times = asked
      .map((time, i) => time - (asked[i - 1] ?? 0))
      .slice(WARM_UP)
      .toSorted((a, b) => a - b);
    const median = times[Math.floor(times.length / 2)] ?? 0;
    console.log(`${vocabSize} tokens, ${name}: ${times[0]?.toFixed(2)} ms, median ${median.toFixed(2)} ms`);
  }
}
process.exit(0);
