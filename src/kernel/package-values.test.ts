import { describe, expect, it } from "vitest";
import { DTYPES } from "../contract/dtypes.ts";
import { randomCheckpoint, TINY } from "../convert/testing/random-checkpoint.ts";
import { gpt2Tensors, shapeOf } from "../gpt2/tensors.ts";
import { openPackage } from "./package-tensors.ts";
import { readValues } from "./package-values.ts";
import { packageFiles } from "./testing/package-files.ts";

const checkpoint = randomCheckpoint({ ...TINY, n_embd: 40, n_inner: 160, n_head: 4, tie_word_embeddings: false });
/** Of the largest value of a tensor: half a step of what its values are rounded to, and of 4 bits, which may cut peaks off, somewhat more. */
const APART = { fp32: 0, fp16: 2 ** -11, q8: 0.5 / 127, q4: 0.15, q4f16: 0.15 };

describe("the weights of a package, as floats", () => {
  it.each(DTYPES)("%s: all of them, as near as it has them", async (dtype) => {
    const { shape, tensors } = await openPackage(await packageFiles(checkpoint, dtype), dtype);
    const found: string[] = [];
    for await (const { name, shape: dims, values } of readValues(shape, tensors)) {
      found.push(name);
      const expected = await checkpoint.tensor(name);
      const tensor = gpt2Tensors(shape).find((one) => one.name === name);
      expect([values.length, dims]).toEqual([expected.length, tensor && shapeOf(tensor)]);
      const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      const apart = values.reduce((most, value, i) => Math.max(most, Math.abs(value - (expected[i] ?? Number.NaN))), 0);
      expect(apart, name).toBeLessThanOrEqual(APART[dtype] * largest + 1e-7);
    }
    expect(found.toSorted()).toEqual(
      gpt2Tensors(shape)
        .map(({ name }) => name)
        .toSorted(),
    );
  });

  it("are refused where one is missing", async () => {
    const { shape, tensors } = await openPackage(await packageFiles(checkpoint, "q8"), "q8");
    const fewer = tensors.filter(({ name }) => name !== "h.1.mlp.c_fc.scale");
    const read = async () => {
      for await (const _ of readValues(shape, fewer));
    };
    await expect(read()).rejects.toThrow("h.1.mlp.c_fc.weight");
  });
});
