import { describe, expect, it } from "vitest";
import type { Gpt2Config } from "../gpt2/config.ts";
import { startForwardPass } from "./start-forward-pass.ts";
import { int4Model } from "./testing/int4-model.ts";
import { floatTensorsOf, randomModel, randomNumbers, SMALL, tensorsOf } from "./testing/random-model.ts";
import { referenceLogits } from "./testing/reference-logits.ts";
import { kernelModule, relativeError, startKernel } from "./testing/start-kernel.ts";

function randomIds(count: number, vocabulary: number, seed = 3): number[] {
  const random = randomNumbers(seed);
  return Array.from({ length: count }, () => Math.floor(random() * vocabulary));
}

const CHANGES: readonly (readonly [name: string, change: Partial<Gpt2Config>])[] = [
  ["the small model", {}],
  ["an untied head", { tie_word_embeddings: false }],
  ["a width of no multiple of 16", { n_embd: 20, n_inner: 70 }],
  ["heads of 5", { n_embd: 15, n_head: 3, n_inner: 33, vocab_size: 7 }],
  ["heads of 64 and one layer", { n_embd: 128, n_layer: 1, n_inner: 512 }],
  ["unscaled scores", { scale_attn_weights: false }],
  ["scores scaled by layer", { scale_attn_by_inverse_layer_idx: true, n_layer: 3 }],
  ["another epsilon", { layer_norm_epsilon: 0.1 }],
  ["activation gelu", { activation_function: "gelu" }],
  ["activation relu", { activation_function: "relu" }],
  ["activation silu", { activation_function: "silu" }],
  ["activation tanh", { activation_function: "tanh" }],
  ["activation quick_gelu", { activation_function: "quick_gelu" }],
];

describe("against the float64 reference with the same int8 weights", () => {
  it.each(CHANGES)("has the logits of %s", async (_name, change) => {
    const model = randomModel({ ...SMALL, ...change });
    const ids = randomIds(21, model.shape.vocab_size);
    const kernel = await startKernel(model);
    const logits = await kernel.forward([ids], "all");
    expect(relativeError(logits, await referenceLogits(model, ids))).toBeLessThan(1e-3);
  });
});

describe("the last position's logits alone, of whose layer nothing else is computed for the others", () => {
  it.each(CHANGES)("are those among all, bit by bit, and so is what follows: %s", async (_name, change) => {
    const shape = { ...SMALL, n_positions: 200, ...change };
    const { vocab_size } = shape;
    const int8 = randomModel(shape);
    const ids = randomIds(150, vocab_size);
    const module = await kernelModule();
    for (const tensors of [tensorsOf(int8), floatTensorsOf(int8), int4Model(shape).tensors]) {
      const [one, all] = [
        await startForwardPass(module, shape, tensors),
        await startForwardPass(module, shape, tensors),
      ];
      for (const rows of [[ids.slice(0, 140)], [ids.slice(140, 141)], [ids.slice(141)]]) {
        const last = [...(await one.forward(rows))];
        expect(last).toEqual([...(await all.forward(rows, "all")).slice(-vocab_size)]);
      }
    }
  });

  it("are those among all in rows of different lengths", async () => {
    const model = randomModel(SMALL);
    const ids = randomIds(60, SMALL.vocab_size);
    const rows = [ids.slice(0, 4), ids.slice(4, 5), ids.slice(5, 37), ids.slice(37, 39), ids.slice(39)];
    const [one, all] = [await startKernel(model), await startKernel(model)];
    const logits = await all.forward(rows, "all");
    let end = 0;
    const expected = rows.flatMap(({ length }) => {
      end += length;
      return [...logits.slice((end - 1) * SMALL.vocab_size, end * SMALL.vocab_size)];
    });
    expect([...(await one.forward(rows))]).toEqual(expected);
  });
});

describe("bit-identical results", () => {
  const model = randomModel(SMALL);
  const ids = randomIds(40, SMALL.vocab_size);

  it("whatever the chunks a text comes in", async () => {
    const whole = await startKernel(model);
    const expected = [...(await whole.forward([ids]))];
    for (const size of [1, 3, 16, 17]) {
      const kernel = await startKernel(model);
      let last: number[] = [];
      for (let i = 0; i < ids.length; i += size) last = [...(await kernel.forward([ids.slice(i, i + size)]))];
      expect(last).toEqual(expected);
    }
  });

  it("whatever the rows beside it", async () => {
    const rows = [ids.slice(0, 5), ids.slice(3, 30), ids.slice(7, 8), ids];
    const together = await startKernel(model);
    const logits = [...(await together.forward(rows))];
    for (const [r, row] of rows.entries()) {
      const alone = await startKernel(model);
      expect(logits.slice(r * SMALL.vocab_size, (r + 1) * SMALL.vocab_size)).toEqual([...(await alone.forward([row]))]);
    }
  });

  it("after truncating and going on", async () => {
    const kernel = await startKernel(model);
    const expected = [...(await kernel.forward([ids]))];
    await kernel.truncate(19);
    expect(kernel.cached).toEqual([ids.slice(0, 19)]);
    await kernel.forward([[1, 2, 3]]);
    await kernel.truncate(19);
    expect([...(await kernel.forward([ids.slice(19)]))]).toEqual(expected);
  });

  it("after repeating, dropping and reordering rows, and rows stay apart", async () => {
    const kernel = await startKernel(model);
    await kernel.forward([ids.slice(0, 21)]);
    await kernel.reorder([0, 0, 0]);
    await kernel.forward([[5], [6], [7]]);
    await kernel.reorder([2, 1, 1]);
    expect(kernel.cached).toEqual([7, 6, 6].map((id) => [...ids.slice(0, 21), id]));
    const logits = [...(await kernel.forward([[8], [9, 10], [11]]))];
    for (const [r, tail] of [
      [7, 8],
      [6, 9, 10],
      [6, 11],
    ].entries()) {
      const fresh = await startKernel(model);
      const expected = [...(await fresh.forward([[...ids.slice(0, 21), ...tail]]))];
      expect(logits.slice(r * SMALL.vocab_size, (r + 1) * SMALL.vocab_size)).toEqual(expected);
    }
  });

  it("however matrices and positions are cut", async () => {
    const whole = await startKernel(model);
    const expected = [...(await whole.forward([ids]))];
    for (const most of [13, 8]) {
      const kernel = await startKernel(model, tensorsOf(model, most).reverse());
      expect([...(await kernel.forward([ids]))]).toEqual(expected);
    }
  });

  it("refuses positions of another number", async () => {
    const other = tensorsOf(randomModel({ ...SMALL, n_positions: 32 })).filter(({ name }) => name === "wpe.weight");
    const tensors = [...tensorsOf(model).filter(({ name }) => name !== "wpe.weight"), ...other];
    await expect(startKernel(model, tensors)).rejects.toMatchObject({
      failure: { code: "malformed_file", subject: "wpe.weight" },
    });
  });
});

it("lets its thread answer between the passes of a long prompt", async () => {
  const shape = { ...SMALL, n_positions: 400 };
  let breaths = 0;
  const breathe = async () => {
    breaths++;
  };
  const kernel = await startForwardPass(await kernelModule(), shape, tensorsOf(randomModel(shape)), breathe);
  await kernel.forward([randomIds(kernel.tokensAtOnce, shape.vocab_size)]);
  expect(breaths).toBe(0);
  await kernel.forward([randomIds(2 * kernel.tokensAtOnce + 2, shape.vocab_size)]);
  expect(breaths).toBe(2);
});
