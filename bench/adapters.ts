/**
 * Prints what an adapter that is kept apart costs on the kernel: `npm run bench:adapters`. Random weights of GPT-2 124M and of
 * the site's own model, in 8 bits and in 4, rank 8 on all four matrices of every layer. Passes with and without the adapter take turns, so that a slow
 * moment of the machine meets both; of each the fastest counts. `BENCH_RANK` and `BENCH_ROUNDS` set the
 * rank and the turns, `BENCH_ONLY=124M` or `BENCH_ONLY=q4` picks among them.
 */
import { readFile } from "node:fs/promises";
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
/** Tokens of a pass, behind how many: decoding one text, decoding four, a prompt. */
const PASSES = [
  { name: "1 token", rows: 1, tokens: 1 },
  { name: "4 rows of 1", rows: 4, tokens: 1 },
  { name: "64 tokens", rows: 1, tokens: 64 },
] as const;
const BEFORE = 16;

function shapeOf(n_embd: number, n_head: number, n_layer: number, vocab_size: number, n_positions: number): Gpt2Config {
  return { ...SMALL, n_embd, n_head, n_layer, n_inner: 4 * n_embd, vocab_size, n_positions };
}

const ids = (count: number) => Array.from({ length: count }, (_, i) => (i * 37 + 11) % 5000);

/** Milliseconds of the fastest of some passes. */
async function fastest(pass: KernelForwardPass, rows: number, tokens: number, adapter: number | undefined) {
  pass.adapters.select(adapter);
  await pass.reorder([]);
  await pass.forward(Array.from({ length: rows }, () => ids(BEFORE)));
  const repeats = tokens === 1 ? 12 : 2;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < repeats; i++) {
    await pass.truncate(BEFORE);
    const start = performance.now();
    await pass.forward(Array.from({ length: rows }, () => ids(tokens)));
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

async function compare(
  name: string,
  pass: KernelForwardPass,
  adapter: number,
  { name: what, rows, tokens }: (typeof PASSES)[number],
) {
  let [alone, apart] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < ROUNDS; round++) {
    alone = Math.min(alone, await fastest(pass, rows, tokens, undefined));
    apart = Math.min(apart, await fastest(pass, rows, tokens, adapter));
  }
  const more = ((apart / alone - 1) * 100).toFixed(1);
  console.log(`${name}, rank ${RANK}, ${what}: ${alone.toFixed(3)} ms alone, ${apart.toFixed(3)} ms apart, ${more} %`);
}

const module = await WebAssembly.compile(await readFile(new URL("../src/kernel/build/kernel.wasm", import.meta.url)));
const only = process.env["BENCH_ONLY"];
for (const [shapeName, shape] of Object.entries(SHAPES)) {
  for (const [dtype, modelOf] of Object.entries(WEIGHTS)) {
    const name = `${shapeName} in ${dtype}`;
    if (only !== undefined && !name.includes(only)) continue;
    const { model, tensors } = modelOf(shape);
    const pass = await startForwardPass(module, shape, tensors);
    const adapter = pass.adapters.add(randomAdapter(model, () => RANK));
    for (const passes of PASSES) await compare(name, pass, adapter, passes);
    await pass.dispose();
  }
}
