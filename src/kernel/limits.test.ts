import { saying } from "../contract/testing/refused.ts";
import { describe, expect, it } from "vitest";
import { fittingBits, weightBytes } from "./fitting-bits.ts";
import { KernelInstance } from "./instance.ts";
import { hasSimd } from "./simd.ts";
import { randomModel, SMALL, tensorsOf } from "./testing/random-model.ts";
import { kernelModule, startKernel } from "./testing/start-kernel.ts";

describe("limits of the kernel", () => {
  it("refuses a model over 4 GB before it asks for memory", async () => {
    const shape = { ...SMALL, n_embd: 4096, n_inner: 16_384, n_layer: 48 };
    const start = KernelInstance.start(await kernelModule(), shape);
    await expect(start).rejects.toMatchObject({ failure: { code: "limit_exceeded" } });
  });

  it("gives floats 16 bits where they fit 4 GB, else 8", () => {
    const wide = { ...SMALL, n_embd: 2048, n_inner: 8192 };
    const bits = (n_layer: number) => fittingBits({ ...wide, n_layer }, 16);
    expect(weightBytes(wide, 16)).toBeGreaterThan(1.9 * weightBytes(wide));
    expect([bits(41), bits(42), bits(83)]).toEqual([16, 8, 8]);
    expect(() => bits(85)).toThrow(saying("The model's int8 weights take 4.3 GB"));
  });

  it("says so when the weights do not fit the memory that it gets", async () => {
    // The checked build may take 64 MiB.
    const shape = { ...SMALL, n_embd: 1024, n_inner: 4096, n_layer: 8 };
    const start = KernelInstance.start(await kernelModule(), shape);
    await expect(start).rejects.toEqual(
      saying(/^There is no memory for the model's weights: \d+ MB were asked for\.$/, {
        code: "out_of_memory",
        hint: "smaller model",
      }),
    );
  });

  it("says so when the cache outgrows the memory, and goes on with an empty one", async () => {
    const kernel = await startKernel(randomModel({ ...SMALL, n_embd: 16, n_inner: 16, n_layer: 64 }));
    const before = [...(await kernel.forward([[1, 2]]))];
    await kernel.reorder(Array(600).fill(0));
    const rows = Array(600).fill([3]);
    await expect(kernel.forward(rows)).rejects.toEqual(
      saying(/key\/value cache: \d+ kB were asked for, beside \d+ MB in use\.$/, { code: "out_of_memory" }),
    );
    expect(kernel.cached).toEqual([]);
    expect([...(await kernel.forward([[1, 2]]))]).toEqual(before);
  });

  it("refuses texts over the model's positions, and keeps the cache", async () => {
    const kernel = await startKernel(randomModel(SMALL));
    await kernel.forward([[1, 2, 3]]);
    const long = kernel.forward([Array(SMALL.n_positions - 2).fill(1)]);
    await expect(long).rejects.toMatchObject({ failure: { code: "limit_exceeded" } });
    expect(kernel.cached).toEqual([[1, 2, 3]]);
    expect((await kernel.forward([Array(SMALL.n_positions - 3).fill(1)])).length).toBe(SMALL.vocab_size);
  });

  it.each([
    ["no rows", []],
    ["an empty row", [[]]],
    ["a token beyond the vocabulary", [[SMALL.vocab_size]]],
    ["a negative token", [[-1]]],
    ["half a token", [[0.5]]],
  ])("throws on %s", async (_name, rows) => {
    const kernel = await startKernel(randomModel(SMALL));
    await expect(kernel.forward(rows)).rejects.toThrow(RangeError);
  });

  it("refuses to work after it was disposed of", async () => {
    const kernel = await startKernel(randomModel(SMALL));
    await kernel.dispose();
    await expect(kernel.forward([[1]])).rejects.toMatchObject({ failure: { code: "not_loaded" } });
  });

  it("names a tensor that is missing", async () => {
    const model = randomModel(SMALL);
    const tensors = tensorsOf(model).filter(({ name }) => name !== "h.1.mlp.c_fc.scale");
    await expect(startKernel(model, tensors)).rejects.toMatchObject({
      failure: { code: "no_usable_files", subject: "h.1.mlp.c_fc.scale" },
    });
  });

  it("knows SIMD when it is there", () => {
    expect(hasSimd()).toBe(true);
  });
});
