import { describe, expect, it } from "vitest";
import { KernelInstance } from "./instance.ts";
import { findInt4 } from "./int4-matrices.ts";
import { weightBytes } from "./fitting-bits.ts";
import { modelBytes } from "./memory-plan.ts";
import { int4Model } from "./testing/int4-model.ts";
import { randomModel, SMALL, tensor, tensorsOf } from "./testing/random-model.ts";
import { referenceLogits } from "./testing/reference-logits.ts";
import { kernelModule, relativeError, startKernel } from "./testing/start-kernel.ts";

/** Inputs that fill no block, and outputs that fill no eight rows. */
const ODD = { ...SMALL, n_embd: 70, n_inner: 99, vocab_size: 51, tie_word_embeddings: false };
const IDS = [1, 7, 3, 40, 22, 9, 9, 0, 15, 49];

const shapes = [
  ["blocks that are full", { ...SMALL, n_embd: 64 }],
  ["odd sizes", ODD],
  ["half a block at the end", { ...SMALL, n_embd: 48, n_inner: 16 }],
  ["one input", { ...SMALL, n_embd: 2, n_inner: 1, vocab_size: 5 }],
] as const;

describe("weights of 4 bits", () => {
  it.each(shapes)("give the logits of the float64 reference: %s", async (_name, shape) => {
    const { model, tensors } = int4Model(shape);
    const kernel = await startKernel(model, tensors);
    const ids = IDS.map((id) => id % shape.vocab_size);
    const error = relativeError(await kernel.forward([ids], "all"), await referenceLogits(model, ids));
    expect(error).toBeLessThan(shape.n_embd < 8 ? 0.01 : 1e-3);
  });

  it.each(shapes)("give the same by prefill, step by step and in a batch, bit by bit: %s", async (_name, shape) => {
    const { model, tensors } = int4Model(shape);
    const kernel = await startKernel(model, tensors);
    const ids = IDS.map((id) => id % shape.vocab_size);
    const together = [...(await kernel.forward([ids]))];
    await kernel.truncate(0);
    let last: number[] = [];
    for (const id of ids) last = [...(await kernel.forward([[id]]))];
    expect(last).toEqual(together);
    for (const rows of [2, 3, 4, 5, 7, 13]) {
      await kernel.truncate(0);
      const batch = await kernel.forward(Array.from({ length: rows }, () => ids));
      for (let row = 0; row < rows; row++) {
        expect([...batch.slice(row * shape.vocab_size, (row + 1) * shape.vocab_size)]).toEqual(together);
      }
    }
  });

  it("of blocks of zeros, tiny and huge ones side by side", async () => {
    const factors = [1, 0, 1e-30, 1e-6, 1e-3, -1];
    const { model, tensors } = int4Model(ODD, 3, (block) => factors[block % factors.length] ?? 1);
    const logits = await (await startKernel(model, tensors)).forward([IDS], "all");
    expect(relativeError(logits, await referenceLogits(model, IDS))).toBeLessThan(1e-3);
    const huge = int4Model(
      ODD,
      3,
      () => 1e30,
      (name) => name === "lm_head",
    );
    const large = await (await startKernel(huge.model, huge.tensors)).forward([IDS], "all");
    expect(relativeError(large, await referenceLogits(huge.model, IDS))).toBeLessThan(1e-3);
  });

  it("that are not finite are refused when they are used", async () => {
    const { model, tensors } = int4Model(ODD, 3, (block) => (block === 5 ? Number.NaN : 1));
    const kernel = await startKernel(model, tensors);
    await expect(kernel.forward([IDS])).rejects.toMatchObject({ failure: { code: "nan_logits" } });
  });

  it.each([
    ["c_attn and the embedding", (name: string) => name.endsWith("c_attn") || name === "wte"],
    ["one layer", (name: string) => name.startsWith("h.1.")],
    ["the output matrix", (name: string) => name === "lm_head"],
  ])("stand beside int8: %s", async (_name, isInt4) => {
    const { model, tensors } = int4Model(ODD, 1, () => 1, isInt4);
    expect(new Set(tensors.map(({ type }) => type))).toEqual(new Set(["float32", "int8", "uint8"]));
    const logits = await (await startKernel(model, tensors)).forward([IDS], "all");
    expect(relativeError(logits, await referenceLogits(model, IDS))).toBeLessThan(1e-3);
  });

  it("take the memory that is planned for them, half of what int8 takes", async () => {
    const shape = { ...ODD, n_embd: 320, n_inner: 1280, vocab_size: 2001 };
    const module = await kernelModule("kernel");
    const { tensors } = int4Model(shape);
    const int4 = findInt4(shape, tensors);
    expect(int4).toHaveLength(2 * 4 + 2);
    const before = (await KernelInstance.open(module)).functions.allocate(0);
    const kernel = await KernelInstance.start(module, shape, { int4, helpers: 1 });
    expect(modelBytes(shape, 8, 1, int4)).toBe(kernel.functions.allocate(0) - before);
    expect(weightBytes(shape, 8, int4)).toBeLessThan(0.65 * weightBytes(shape));
  });

  it("are refused where a part has 8, and where scales are of the other kind", async () => {
    const { model, tensors } = int4Model(SMALL);
    const { inputs, outputs } = { inputs: SMALL.n_embd, outputs: SMALL.vocab_size };
    const half = tensor("wte.weight.1", "int8", [inputs, outputs - 51], new Int8Array(inputs * (outputs - 51)));
    const mixed = tensors.map((each) => (each.name === "wte.weight_q4.1" ? half : each));
    await expect(startKernel(model, mixed)).rejects.toMatchObject({ failure: { code: "malformed_file" } });
    const scale = tensorsOf(randomModel(SMALL)).filter(({ name }) => name === "wte.scale");
    const foreign = [...tensors.filter(({ name }) => name !== "wte.scale_q4"), ...scale];
    await expect(startKernel(model, foreign)).rejects.toMatchObject({
      failure: { code: "malformed_file", subject: "wte.scale" },
    });
  });
});
