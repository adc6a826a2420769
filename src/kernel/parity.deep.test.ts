import { describe, expect, it } from "vitest";
import { readCheckpoint } from "../convert/read/read-checkpoint.ts";
import { expectedOf, fixtureFiles, SHAPES } from "../convert/read/testing/checkpoints.ts";
import { createKernel } from "./create-kernel.ts";
import { modelOf } from "./testing/model-of.ts";
import { packageFiles } from "./testing/package-files.ts";
import { referenceLogits } from "./testing/reference-logits.ts";
import { kernelModule } from "./testing/start-kernel.ts";

/** Length of the difference over the length of what is expected. */
function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  let [difference, length] = [0, 0];
  for (let i = 0; i < expected.length; i++) {
    difference += ((actual[i] ?? Number.NaN) - (expected[i] ?? 0)) ** 2;
    length += (expected[i] ?? 0) ** 2;
  }
  return Math.sqrt(difference / length);
}

/**
 * What the kernel may be off PyTorch in fp32 with a package of floats. Rounding the weights to half precision accounts
 * for 0.02 to 0.2 % alone.
 */
const FLOATS = { fp16: 4e-3, fp32: 1e-3 } as const;

// These checkpoints are random and narrow: rounding their weights to int8 moves the logits by 1 to 4 % in any exact
// arithmetic, and hardly any more in the kernel's. Trained models lose far less.
describe.each(SHAPES)("the checkpoint %s", (shape) => {
  const { cases } = expectedOf(shape);
  const checkpoint = readCheckpoint(fixtureFiles(shape, "safetensors"));

  it("is the same to the float64 reference and to PyTorch in fp32", async () => {
    const model = await modelOf(await checkpoint, "float32");
    for (const { input_ids, logits } of cases) {
      expect(relativeError(await referenceLogits(model, input_ids), logits)).toBeLessThan(1e-5);
    }
  });

  it("loses next to nothing in the kernel but by its int8 weights", async () => {
    const model = await modelOf(await checkpoint, "int8");
    const kernel = await createKernel(await packageFiles(await checkpoint, "q8"), "q8", await kernelModule());
    for (const { input_ids, logits } of cases) {
      const exact = await referenceLogits(model, input_ids);
      await kernel.truncate(0);
      const actual = await kernel.forward([input_ids], "all");
      expect(relativeError(actual, exact)).toBeLessThan(1e-3);
      expect(relativeError(actual, logits)).toBeLessThan(relativeError(exact, logits) + 1e-3);
    }
  });

  it.each(["q4", "q4f16"] as const)(
    "is in the kernel what its 4-bit weights are, from its %s package",
    async (dtype) => {
      const model = await modelOf(await checkpoint, "int4");
      const kernel = await createKernel(await packageFiles(await checkpoint, dtype), dtype, await kernelModule());
      for (const { input_ids } of cases) {
        await kernel.truncate(0);
        const actual = await kernel.forward([input_ids], "all");
        // q4f16 rounds vectors and positions to half precision as well.
        expect(relativeError(actual, await referenceLogits(model, input_ids))).toBeLessThan(
          dtype === "q4" ? 1e-3 : 4e-3,
        );
      }
    },
  );

  it.each(["fp16", "fp32"] as const)("is in the kernel what PyTorch computes, from its %s package", async (dtype) => {
    const model = await modelOf(await checkpoint, dtype === "fp16" ? "float16" : "float32");
    const kernel = await createKernel(await packageFiles(await checkpoint, dtype), dtype, await kernelModule());
    for (const { input_ids, logits } of cases) {
      await kernel.truncate(0);
      const actual = await kernel.forward([input_ids], "all");
      expect(relativeError(actual, logits)).toBeLessThan(FLOATS[dtype]);
      expect(relativeError(actual, await referenceLogits(model, input_ids))).toBeLessThan(1e-3);
    }
  });

  it.each(["q8", "q4", "fp16"] as const)("answers the same tokens by prefill and step by step: %s", async (dtype) => {
    const kernel = await createKernel(await packageFiles(await checkpoint, dtype), dtype, await kernelModule());
    for (const { input_ids } of cases) {
      await kernel.truncate(0);
      const together = [...(await kernel.forward([input_ids]))];
      await kernel.truncate(0);
      let last: number[] = [];
      for (const id of input_ids) last = [...(await kernel.forward([[id]]))];
      expect(last).toEqual(together);
    }
  });
});
