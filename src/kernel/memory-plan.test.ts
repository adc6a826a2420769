import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KernelInstance } from "./instance.ts";
import { modelBytes, rowBytes, stagingBytes } from "./memory-plan.ts";
import { SMALL, tensor } from "./testing/random-model.ts";
import { kernelModule } from "./testing/start-kernel.ts";

const shapes = fc
  .record({
    n_head: fc.integer({ min: 1, max: 5 }),
    headWidth: fc.integer({ min: 1, max: 40 }),
    n_layer: fc.integer({ min: 1, max: 5 }),
    n_inner: fc.integer({ min: 1, max: 500 }),
    n_positions: fc.integer({ min: 1, max: 300 }),
    vocab_size: fc.integer({ min: 1, max: 3000 }),
    tie_word_embeddings: fc.boolean(),
  })
  .map(({ headWidth, ...rest }) => ({ ...SMALL, ...rest, n_embd: headWidth * rest.n_head }));
const needs = fc.record({
  weightBits: fc.constantFrom(8 as const, 16 as const),
  helpers: fc.integer({ min: 0, max: 7 }),
});

describe("the plan of the memory", () => {
  it("is what a model of any shape takes, and at most the relaxed build's sums more", async () => {
    const module = await kernelModule("kernel");
    await fc.assert(
      fc.asyncProperty(shapes, needs, async (shape, need) => {
        const before = (await KernelInstance.open(module)).functions.allocate(0);
        const kernel = await KernelInstance.start(module, shape, need);
        const taken = kernel.functions.allocate(0) - before;
        const planned = modelBytes(shape, need.weightBits, need.helpers);
        const { n_embd, n_inner, n_layer, vocab_size } = shape;
        const rows = n_layer * (5 * n_embd + n_inner + 4 * 20) + 2 * (vocab_size + 20);
        expect(planned).toBeGreaterThanOrEqual(taken);
        expect(planned - taken).toBeLessThanOrEqual(2 * 4 * rows + 64);
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  it("knows what a text takes of the cache", async () => {
    for (const shape of [SMALL, { ...SMALL, n_embd: 51, n_head: 3, n_positions: 33 }]) {
      const kernel = await KernelInstance.start(await kernelModule("kernel"), shape);
      const before = kernel.functions.allocate(0);
      const blocks = Math.ceil(shape.n_positions / 16);
      kernel.allocate(blocks * 4, "row");
      for (let i = 0; i < blocks; i++) kernel.allocate(kernel.functions.blockBytes(), "cache");
      expect(rowBytes(shape)).toBe(kernel.functions.allocate(0) - before);
    }
  });

  it("knows the largest tensor on its way", () => {
    const values = new Uint8Array();
    const of = (type: "int8" | "uint8" | "float16" | "float32", dims: readonly number[]) =>
      stagingBytes([tensor("wte.weight", "int8", [8, 4], values), tensor("h.0.mlp.c_fc.weight", type, dims, values)]);
    expect(of("int8", [1000, 100])).toBe(1600);
    expect(of("uint8", [100, 32, 16])).toBe(51_200);
    expect(of("float32", [100, 100])).toBe(40_000);
    expect(of("float16", [100, 100])).toBe(20_032 + 40_000);
  });
});
