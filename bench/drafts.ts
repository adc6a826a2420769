/**
 * Prints what guesses that are computed along (`src/generate/look-ahead.ts`) save or cost: `npm run bench:drafts`. Tokens are those of real
 * texts, and each is chosen at the place where the text has it: random weights of a size take its time, and what they would
 * write does not matter. Each text is written in turns with guesses and without. It is the processor's time that is told, minimum and median
 * of one run: what waits for other programs would hide a few percent. The decisions are made by the clock. `BENCH_ONLY=355M` picks among the models, `BENCH_ROUNDS` sets the turns.
 */
import { readFile } from "node:fs/promises";
import type { ForwardPass, TextCodec, TokenRows } from "../src/contract/forward-pass.ts";
import { resolveParameters } from "../src/contract/parameters.ts";
import { generateTokens } from "../src/generate/generate-tokens.ts";
import type { Gpt2Config } from "../src/gpt2/config.ts";
import { startForwardPass } from "../src/kernel/start-forward-pass.ts";
import { int4Model } from "../src/kernel/testing/int4-model.ts";
import { randomModel, SMALL, tensorsOf } from "../src/kernel/testing/random-model.ts";
import type { WeightTensor } from "../src/kernel/weights.ts";
import { createTokenizer } from "../src/runtime/tokenizer.ts";

const MODEL = new URL("../public/models/quotes/", import.meta.url);
const ROUNDS = Number(process.env["BENCH_ROUNDS"] ?? 7);
/** Turns in which the engine still compiles. */
const WARM_UP = 1;
const TOKENS = 160;

const shapeOf = (n_embd: number, n_head: number, n_layer: number): Gpt2Config => ({
  ...SMALL,
  n_embd,
  n_head,
  n_layer,
  n_inner: 4 * n_embd,
  vocab_size: 50_257,
  n_positions: 1024,
});
const MODELS: Readonly<Record<string, () => { shape: Gpt2Config; tensors: readonly WeightTensor[] }>> = {
  "124M in 8 bits": () => eightBits(shapeOf(768, 12, 12)),
  "124M in 4 bits": () => fourBits(shapeOf(768, 12, 12)),
  "355M in 8 bits": () => eightBits(shapeOf(1024, 16, 24)),
};

function eightBits(shape: Gpt2Config) {
  return { shape, tensors: tensorsOf(randomModel(shape)) };
}

function fourBits(shape: Gpt2Config) {
  return { shape, tensors: int4Model(shape).tensors };
}

const PROSE = await readFile(new URL("../src/kernel/README.md", import.meta.url), "utf8");
const PASSAGE = `The kernel multiplies whole numbers of eight bits. A token waits for the memory, and a prompt for the processor, so what is written
costs more than what is read. The cache keeps the keys and values of each position.`;
/** A prompt, and what is written after it. */
const TEXTS: Readonly<Record<string, readonly [string, string]>> = {
  "greedy, going round": ["The best way to ", "do it is to do it, and the best way to ".repeat(30)],
  "a list like its prompt": [
    list(["apples", "pears", "plums", "cherries"]),
    list(["grapes", "figs", "melons", "lemons", "peaches", "dates", "limes", "quinces", "berries", "nuts"]),
  ],
  "a passage told again, some words changed": [
    `${PASSAGE}\nThe same, corrected:\n`,
    `${PASSAGE.replace("whole numbers", "integers").replace("each position", "every place")} `.repeat(3),
  ],
  "ordinary prose": [PROSE.slice(0, 400), PROSE.slice(400, 2400)],
};

function list(fruits: readonly string[]): string {
  return fruits.map((fruit) => `- Question: What do you know about ${fruit}? Answer: I like ${fruit}.\n`).join("");
}

/** The pass, with scores that have each token follow where the text has it. */
function following(pass: ForwardPass, text: readonly number[], guesses: boolean): ForwardPass {
  const length = () => pass.cached[0]?.length ?? 0;
  return {
    vocabSize: pass.vocabSize,
    maxPositions: pass.maxPositions,
    ...(guesses && { exactPieces: true }),
    get cached() {
      return pass.cached;
    },
    async forward(ids: TokenRows, want = "last") {
      const logits = await pass.forward(ids, want);
      const count = logits.length / pass.vocabSize;
      for (let i = 0; i < count; i++) logits[i * pass.vocabSize + (text[length() - count + 1 + i] ?? 0)] = 1000;
      return logits;
    },
    reorder: (rows) => pass.reorder(rows),
    truncate: (most) => pass.truncate(most),
    dispose: async () => undefined,
  };
}

/** Milliseconds that the processor worked on a token, the first one left out. */
async function write(pass: ForwardPass, codec: TextCodec, prompt: readonly number[]): Promise<number> {
  await pass.truncate(0);
  const parameters = resolveParameters({ max_new_tokens: TOKENS, eos_token_id: [] }, {}, 0);
  let before = process.cpuUsage();
  const hooks = {
    onDelta: ({ tokens }: { readonly tokens: number }) => {
      if (tokens === 1) before = process.cpuUsage();
    },
    isStopped: () => false,
    now: () => performance.now(),
    breathe: async () => {},
  };
  await generateTokens(pass, codec, { prompts: [prompt], parameters }, hooks);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / (TOKENS - 1);
}

interface Way {
  readonly pass: ForwardPass;
  readonly times: number[];
}

async function compare(
  model: string,
  pass: ForwardPass,
  codec: TextCodec,
  name: string,
  texts: readonly [string, string],
) {
  const prompt = codec.encode(texts[0]);
  const text = [...prompt, ...codec.encode(texts[1])];
  const ways = [false, true].map((guesses): Way => ({ pass: following(pass, text, guesses), times: [] }));
  for (let round = 0; round < ROUNDS + WARM_UP; round++) {
    for (const { pass: own, times } of ways) {
      const took = await write(own, codec, prompt);
      if (round >= WARM_UP) times.push(took);
    }
  }
  const told = [least, median].map((of) => {
    const [plain = 0, ahead = 0] = ways.map(({ times }) => of(times));
    return `${plain.toFixed(2)} ms a token, with guesses ${ahead.toFixed(2)} (${(ahead / plain).toFixed(3)})`;
  });
  console.log(`${model}, ${name}: ${told[0]}; medians ${told[1]}`);
}

function least(times: readonly number[]): number {
  return Math.min(...times);
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

const codec = createTokenizer(await readFile(new URL("tokenizer.json", MODEL), "utf8"), 50_257);
const build = process.env["BENCH_BUILD"] ?? "kernel";
const module = await WebAssembly.compile(await readFile(new URL(`../src/kernel/build/${build}.wasm`, import.meta.url)));
const only = process.env["BENCH_ONLY"];
for (const [model, make] of Object.entries(MODELS)) {
  if (only !== undefined && !model.includes(only)) continue;
  const { shape, tensors } = make();
  const pass = await startForwardPass(module, shape, tensors);
  for (const [name, texts] of Object.entries(TEXTS)) await compare(model, pass, codec, name, texts);
  await pass.dispose();
}
