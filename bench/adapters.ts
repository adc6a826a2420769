/**
 * Prints what an adapter that is kept apart costs on the kernel: `npm run bench:adapters`. Random weights of GPT-2 124M and of
 * the site's own model, in 8 bits and in 4, rank 8 on all four matrices of every layer. Passes with and without the adapter take turns in one
 * run, so that a slow moment of the machine meets both; the lines with "written" are whole tokens as the page draws them, the token loop
 * among them. It is the processor's time that is told, minimum and median: what waits for
 * other programs would hide a few percent. `BENCH_RANK` and `BENCH_ROUNDS` set the rank and the turns, `BENCH_MODULES=attn.c_attn` names
 * the matrices, `BENCH_ONLY=124M` or `BENCH_ONLY=q4` picks among the models.
 */
import { readFile } from "node:fs/promises";
import type { TextCodec } from "../src/contract/forward-pass.ts";
import { resolveParameters } from "../src/contract/parameters.ts";
import { generateTokens } from "../src/generate/generate-tokens.ts";
import type { Gpt2Config } from "../src/gpt2/config.ts";
import type { KernelForwardPass } from "../src/kernel/kernel-forward-pass.ts";
import { startForwardPass } from "../src/kernel/start-forward-pass.ts";
import { randomAdapter } from "../src/kernel/testing/random-adapter.ts";
import { type Int4Model, int4Model } from "../src/kernel/testing/int4-model.ts";
import { randomModel, SMALL, tensorsOf } from "../src/kernel/testing/random-model.ts";

const SHAPES: Readonly<Record<string, Gpt2Config>> = {
  "GPT-2 124M": shapeOf(768, 12, 12, 50_257, 1024),
  "the site's model": shapeOf(512, 8, 8, 8192, 256),
};
const WEIGHTS: Readonly<Record<string, (shape: Gpt2Config) => Int4Model>> = {
  q8: (shape) => {
    const model = randomModel(shape);
    return { model, tensors: tensorsOf(model) };
  },
  q4: (shape) => int4Model(shape),
};
const RANK = Number(process.env["BENCH_RANK"] ?? 8);
const ROUNDS = Number(process.env["BENCH_ROUNDS"] ?? 20);
/** Turns in which the engine still compiles. */
const WARM_UP = 3;
const MODULES = process.env["BENCH_MODULES"]?.split(",");
/** Tokens of a pass, and texts: decoding one, four, the sixteen of a best-of-16, a prompt. */
const PASSES = [
  { name: "1 token", rows: 1, tokens: 1 },
  { name: "4 rows of 1", rows: 4, tokens: 1 },
  { name: "16 rows of 1", rows: 16, tokens: 1 },
  { name: "64 tokens", rows: 1, tokens: 64 },
] as const;
/** Texts that are written side by side, from a prompt of one token on. */
const WRITTEN = [1, 4, 16];
const NEW_TOKENS = 24;
const BEFORE = 16;
/** Names tokens by their numbers: the text costs next to nothing. */
const CODEC: TextCodec = {
  encode: (text) => [text.length],
  decode: (ids) => ids.join(" "),
  describe: (id) => ({ text: String(id) }),
};

function shapeOf(n_embd: number, n_head: number, n_layer: number, vocab_size: number, n_positions: number): Gpt2Config {
  return { ...SMALL, n_embd, n_head, n_layer, n_inner: 4 * n_embd, vocab_size, n_positions };
}

const ids = (count: number) => Array.from({ length: count }, (_, i) => (i * 37 + 11) % 5000);

/** @param module `h.0.attn.c_attn` */
function rankOf(module: string): number {
  const isMeant = MODULES === undefined || MODULES.some((name) => module.endsWith(name));
  return isMeant ? RANK : 0;
}

type Work = (pass: KernelForwardPass) => Promise<number>;

/** Computes the same tokens behind the same texts some times. @returns how often */
async function repeatPass(pass: KernelForwardPass, rows: number, tokens: number): Promise<number> {
  const repeats = Math.max(2, Math.round(24 / (rows * tokens)));
  for (let i = 0; i < repeats; i++) {
    await pass.truncate(BEFORE);
    await pass.forward(Array.from({ length: rows }, () => ids(tokens)));
  }
  return repeats;
}

/** Draws texts as the page does. @returns how many passes it took */
async function write(pass: KernelForwardPass, rows: number): Promise<number> {
  const asked = { do_sample: true, seed: 7, max_new_tokens: NEW_TOKENS, num_return_sequences: rows };
  const parameters = resolveParameters({ ...asked, min_new_tokens: NEW_TOKENS }, {}, 1);
  const hooks = { onDelta: () => {}, isStopped: () => false, now: () => performance.now(), breathe: async () => {} };
  await generateTokens(pass, CODEC, { prompts: [[11]], parameters }, hooks);
  return NEW_TOKENS;
}

/** Milliseconds that the processor worked on each of some passes. */
async function time(pass: KernelForwardPass, adapter: number | undefined, rows: number, work: Work): Promise<number> {
  pass.adapters.select(adapter);
  await pass.reorder([]);
  await pass.forward(Array.from({ length: rows }, () => ids(BEFORE)));
  const before = process.cpuUsage();
  const passes = await work(pass);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / passes;
}

async function compare(name: string, pass: KernelForwardPass, adapter: number, what: string, rows: number, work: Work) {
  const [alone, apart]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS + WARM_UP; round++) {
    for (const [times, which] of [
      [alone, undefined],
      [apart, adapter],
    ] as const) {
      const took = await time(pass, which, rows, work);
      if (round >= WARM_UP) times.push(took);
    }
  }
  const told = [Math.min, median].map(
    (of) => `${of(...alone).toFixed(3)} ms alone, ${more(of(...apart), of(...alone))}`,
  );
  console.log(`${name}, rank ${RANK}, ${what}: ${told[0]} apart; medians ${told[1]}`);
}

function more(apart: number, alone: number): string {
  return `${apart.toFixed(3)} (+${((apart / alone - 1) * 100).toFixed(1)} %)`;
}

function median(...times: number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

const module = await WebAssembly.compile(await readFile(new URL("../src/kernel/build/kernel.wasm", import.meta.url)));
const only = process.env["BENCH_ONLY"];
for (const [shapeName, shape] of Object.entries(SHAPES)) {
  for (const [dtype, modelOf] of Object.entries(WEIGHTS)) {
    const name = `${shapeName} in ${dtype}`;
    if (only !== undefined && !name.includes(only)) continue;
    const { model, tensors } = modelOf(shape);
    const pass = await startForwardPass(module, shape, tensors);
    const adapter = pass.adapters.add(randomAdapter(model, rankOf));
    for (const { name: what, rows, tokens } of PASSES) {
      await compare(name, pass, adapter, what, rows, (each) => repeatPass(each, rows, tokens));
    }
    for (const rows of WRITTEN)
      await compare(name, pass, adapter, `${rows} written`, rows, (each) => write(each, rows));
    await pass.dispose();
  }
}
